using System.Text;
using CptsReferral.Gateway.Sealing;
using CptsReferral.Referrals.Content;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Sealing;

/// <summary>Databases from before there were keys.</summary>
public sealed class What_was_stored_in_clear
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_sealed_and_indexed_by_itself_and_leaves_no_trace_in_the_file()
    {
        var before = true;
        await using var host = await StandaloneHost.StartAsync(startsAt: null, builder =>
        {
            if (before)
                builder.Services.AddSingleton<IContentSeal, PlainSeal>();
        });
        var file = (await host.Gp.UploadsAsync([.. Files.Pdf, .. "Zwimelpoc"u8], "application/pdf", "quorxine.pdf", Cancellation)).Id;
        var request = await host.RequestAsync("cardiology", host.Gp, Cancellation);
        request["patient"]!["birthName"] = "ZYXABEL-FICTIF";
        request["question"] = "Klorvatix ?";
        request["attachments"] = new System.Text.Json.Nodes.JsonArray(file.ToString());
        var id = (await host.Gp.SubmitsAsync(request, Cancellation)).Id;
        await host.ReachesAsync(id, "queued", Cancellation);
        await host.ForgetsPatientsAsync(Cancellation);
        Traces(host).ShouldBe(["ZYXABEL-FICTIF", "Klorvatix", "Zwimelpoc", "quorxine"]);

        before = false;
        await host.RestartAsync();
        await Eventually.ShouldBeAsync(() => File.Exists(Path.Combine(host.KeysFolder, PlainContent.Mark)), true, Cancellation);

        Traces(host).ShouldBeEmpty();
        (await host.KeysAsync(Cancellation)).ShouldHaveSingleItem().State.ShouldBe(ContentKeyState.Newest);
        (await host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("question").GetString().ShouldBe("Klorvatix ?");
        (await host.Gp.GetsAsync($"/api/attachments/{file}", Cancellation)).Status.ShouldBe(System.Net.HttpStatusCode.OK);
        var found = await host.Gp.PostsAsync("/api/referrals/search", """{"text":"zyxabel"}""", Cancellation);
        found.Json.GetProperty("items")[0].GetProperty("id").GetGuid().ShouldBe(id);
    }

    static IReadOnlyList<string> Traces(StandaloneHost host)
    {
        var bytes = Directory.GetFiles(host.Folder, "*.db*").SelectMany(Read).ToArray();
        return [.. new[] { "ZYXABEL-FICTIF", "Klorvatix", "Zwimelpoc", "quorxine" }.Where(word => bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(word)) >= 0)];
    }

    static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var copy = new MemoryStream();
        file.CopyTo(copy);
        return copy.ToArray();
    }
}
