using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Portal;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Privacy;

/// <summary>From a browser without scripts a photograph comes inside the form.</summary>
public sealed class A_file_that_comes_with_a_form(StandaloneDemo demo) : IClassFixture<StandaloneDemo>
{
    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_never_put_on_the_disk_in_clear()
    {
        using var gp = new Persona(demo.Address, "demo-gp");
        var id = (await Eventually.SeesAsync(AskedAsync, found => found is not null, Cancellation, TimeSpan.FromMinutes(2))).GetValueOrDefault();
        using var visitor = new Visitor(demo.Address);
        await visitor.SignsInAsAsync("Dr Alix Demonville", Cancellation);

        // More than the framework keeps in memory by itself; the host would fail for want of its folder for temporary files.
        var page = await visitor.OpensAsync($"/referrals/{id}", Cancellation);
        var sent = await visitor.SubmitsAsync(page, "reply", ([.. Files.Png, .. new byte[3_000_000]], "image/png", "trace.png"), Cancellation, ("text", "Voici."));

        sent.WasLedTo.ShouldBeTrue(sent.ToString());
        (await gp.ReadsAsync(id, Cancellation)).Json.GetProperty("timeline").EnumerateArray().Last()
            .GetProperty("attachments")[0].GetProperty("size").GetInt64().ShouldBe(Files.Png.Length + 3_000_000);

        // The demo's requests are on their way when it has just started.
        async Task<Guid?> AskedAsync() =>
            (await gp.GetsAsync("/api/referrals?status=awaiting-information", Cancellation)).Json.GetProperty("items") is var items && items.GetArrayLength() > 0
                ? items[0].GetProperty("id").GetGuid()
                : null;
    }
}
