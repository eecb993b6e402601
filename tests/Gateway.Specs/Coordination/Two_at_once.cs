using System.Net;
using CptsReferral.Support.Portal;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Coordination;

/// <summary>Two tabs, two coordinators, an impatient finger: whoever comes second is told why, or simply stays last.</summary>
public sealed class Two_at_once(TheSwitchboard switchboard)
{
    const int AtOnce = 8;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    StandaloneHost Host => switchboard.Host;

    [Fact]
    public async Task Add_a_member_with_one_number_and_one_of_them_is_told_that_it_is_taken()
    {
        var added = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(one => Host.Coordinator.PostsAsync(
            "/api/people",
            $$"""{"displayName":"Dr Double Inventé","function":"general-practitioner","email":"double-{{one}}@example.org","nationalId":"10999888778"}""",
            Cancellation)));

        added.Count(reply => reply.Status == HttpStatusCode.Created).ShouldBe(1);
        foreach (var reply in added.Where(reply => reply.Status != HttpStatusCode.Created))
        {
            reply.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, reply.ToString());
            reply.Text.ShouldContain("nationalId");
        }
    }

    [Fact]
    public async Task Save_one_canned_reply_and_the_last_one_stays()
    {
        using var expert = await new Visitor(Host.Address).SignsInAsAsync("Dr Dorothée Dermand", Cancellation);
        var written = await expert.FillsAsync("/canned-replies", "save", Cancellation, ("title", "À deux"), ("text", "Texte inventé."));
        var id = written.FirstForm("delete-")["delete-".Length..];
        var page = await expert.OpensAsync($"/canned-replies?edit={id}", Cancellation);

        var saved = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(one =>
            expert.SubmitsAsync(page, "save", Cancellation, ("title", "À deux"), ("text", $"Texte inventé {one}."))));

        foreach (var one in saved)
            one.Status.ShouldBe(HttpStatusCode.OK, one.ToString());
        (await expert.OpensAsync("/canned-replies", Cancellation)).Words.ShouldContain("Texte inventé ");
    }
}
