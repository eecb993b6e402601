using System.Net;
using CptsReferral.Support.Api;
using CptsReferral.Support.Portal;
using CptsReferral.Support.Standalone;
using Shouldly;
using UglyToad.PdfPig;
using Xunit;

namespace CptsReferral.Gateway.Specs.Paper;

/// <summary>What a desk has open, as a PDF for the day on which nothing works.</summary>
public sealed class The_list_for_the_table : IAsyncLifetime
{
    StandaloneHost? host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    StandaloneHost Host => host!;

    public async ValueTask InitializeAsync() => host = await StandaloneHost.StartAsync();

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    [Fact]
    public async Task Tells_each_open_request_whole_and_is_written_down_for_each()
    {
        var request = await Host.RequestAsync("cardiology", Host.Gp, Cancellation);
        request["question"] = "Un œdème, « récent » ≥ 3 mm, β-bloquant ?";
        request["patient"]!["phone"] = "+33600000042";
        var id = (await Host.Gp.SubmitsAsync(request, Cancellation)).Id;
        await Host.ReachesAsync(id, "queued", Cancellation);
        var answered = await Host.AnsweredAsync("cardiology", Cancellation);
        await Host.SettlesAsync(Cancellation);

        var (text, reply) = await PrintsAsync("Dr Côme Cardin-Fictif", "cardiology");

        var view = (await Host.Gp.ReadsAsync(id, Cancellation)).Json;
        foreach (var words in (string[])[view.GetProperty("reference").GetString()!, "DURAND-FICTIF", "Un œdème, « récent » ≥ 3 mm, β-bloquant ?", "+33600000042", "Dr Alix Demonville", "Page 1 sur 1"])
            text.ShouldContain(words);
        text.ShouldNotContain((await Host.Gp.ReadsAsync(answered, Cancellation)).Json.GetProperty("reference").GetString()!);
        reply.Headers["Cache-Control"].ShouldContain("no-store");
        reply.Headers["Content-Disposition"].ShouldContain("cardiology-");
        (await Host.ReadingsAsync(id, Cancellation)).Count(reading => reading.StartsWith("cardiologist Print Portal", StringComparison.Ordinal)).ShouldBe(1);
        (await Host.ReadingsAsync(answered, Cancellation)).ShouldNotContain(reading => reading.Contains("Print", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Takes_as_many_pages_as_it_needs()
    {
        for (var n = 0; n < 12; n++)
            await Host.QueuedAsync("oncology", Cancellation);

        var (text, _) = await PrintsAsync("Dr Odon Fictive", "oncology");

        text.ShouldContain("Page 2 sur ");
        System.Text.RegularExpressions.Regex.Count(text, "DURAND-FICTIF").ShouldBe(12);
    }

    [Fact]
    public async Task Is_for_the_people_of_its_desk()
    {
        using var other = await new Visitor(Host.Address).SignsInAsAsync("Dr Dorothée Dermand", Cancellation);

        (await other.SendsAsync(HttpMethod.Get, "/desks/cardiology/paper", null, Cancellation, ("Accept", "text/html"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    async Task<(string Text, Reply Reply)> PrintsAsync(string who, string lane)
    {
        using var visitor = await new Visitor(Host.Address).SignsInAsAsync(who, Cancellation);
        var reply = await visitor.SendsAsync(HttpMethod.Get, $"/desks/{lane}/paper", null, Cancellation, ("Accept", "text/html"), ("Accept-Language", "fr"));
        reply.Status.ShouldBe(HttpStatusCode.OK);
        reply.ContentType.ShouldBe("application/pdf");
        using var pdf = PdfDocument.Open(reply.Bytes);
        return (string.Join('\n', pdf.GetPages().Select(page => page.Text)), reply);
    }
}
