using System.Net;
using CptsReferral.Support.OpenId;
using CptsReferral.Support.Portal;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.SignIn;

public sealed class Signing_in_with_an_OpenID_provider : IAsyncLifetime
{
    const string Rpps = "99700000005";

    readonly OpenIdProvider provider = OpenIdProvider.OrSkip();
    StandaloneHost? host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        // The provider signs its tokens by the machine's clock: so does this host.
        host = await StandaloneHost.StartAsync(startsAt: null, builder =>
        {
            builder.Configuration["Gateway:OpenIdConnect:MetadataAddress"] = provider.MetadataAddress;
            builder.Configuration["Gateway:OpenIdConnect:ClientId"] = OpenIdProvider.ClientId;
            builder.Configuration["Gateway:OpenIdConnect:ClientSecret"] = OpenIdProvider.ClientSecret;
        });
        await provider.ComeUpAsync(host.Address, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        await provider.DisposeAsync();
    }

    [Fact]
    public async Task Lets_a_member_in_by_their_national_identifier()
    {
        using var member = await Member.AddedAsync(host!, Cancellation, Rpps);

        var page = await ArrivesAsync(member.Browser, "login=8" + Rpps + "&acr=eidas1");

        page.ShouldBeSecurityPage();
        member.Browser.Cookies.Keys.ShouldAllBe(cookie => !cookie.Contains("provider"));
    }

    [Fact]
    public async Task Is_refused_below_the_strength_that_was_asked_for()
    {
        using var member = await Member.AddedAsync(host!, Cancellation, Rpps);

        var page = await ArrivesAsync(member.Browser, "login=8" + Rpps + "&acr=eidas0");

        page.Path.ShouldBe("/sign-in", page.ToString());
        await member.ShouldBeOutAsync(Cancellation);
    }

    [Fact]
    public async Task Makes_no_member_of_somebody_whom_the_coordinator_does_not_know()
    {
        var before = (await host!.Coordinator.GetsAsync("/api/people", Cancellation)).Text;
        using var stranger = new Visitor(host.Address);

        var page = await ArrivesAsync(stranger, "login=899700000013&acr=eidas1");

        page.Path.ShouldBe("/sign-in/unknown", page.ToString());
        (await host.Coordinator.GetsAsync("/api/people", Cancellation)).Text.ShouldBe(before);
    }

    [Fact]
    public async Task Is_over_for_a_person_who_left()
    {
        using var member = await Member.AddedAsync(host!, Cancellation, Rpps);
        await host!.LeavesAsync(member.Id, Cancellation);

        (await ArrivesAsync(member.Browser, "login=8" + Rpps + "&acr=eidas1")).Path.ShouldBe("/sign-in/unknown");
    }

    [Fact]
    public async Task Binds_the_subject_the_first_time_and_takes_no_other_later()
    {
        using var member = await Member.AddedAsync(host!, Cancellation, Rpps);
        (await ArrivesAsync(member.Browser, "login=8" + Rpps + "&acr=eidas1")).ShouldBeSecurityPage();
        using var again = new Visitor(host!.Address);
        using var other = new Visitor(host.Address);

        (await ArrivesAsync(again, "login=8" + Rpps + "&acr=eidas1")).ShouldBeSecurityPage();
        (await ArrivesAsync(other, "login=8" + Rpps + "&acr=eidas1&sub=somebody-else")).Path.ShouldBe("/sign-in/unknown");
    }

    [Fact]
    public async Task Takes_an_answer_once_and_only_in_the_browser_that_asked()
    {
        using var member = await Member.AddedAsync(host!, Cancellation, Rpps);
        var callback = await CallbackAsync(member.Browser, "login=8" + Rpps + "&acr=eidas1");
        using var victim = new Visitor(host!.Address);
        using var copy = member.Browser.Copied();

        (await victim.OpensAsync(callback, Cancellation)).Path.ShouldBe("/sign-in");
        (await member.Browser.OpensAsync(callback, Cancellation)).ShouldBeSecurityPage();
        (await new Visitor(host.Address).OpensAsync(callback, Cancellation)).Path.ShouldBe("/sign-in");
        (await copy.OpensAsync(callback, Cancellation)).Path.ShouldBe("/sign-in", "the provider takes a code once");
    }

    [Fact]
    public async Task Asks_for_code_with_proof_state_nonce_and_strength()
    {
        using var visitor = new Visitor(host!.Address);

        var asked = (await visitor.AsksAsync("/sign-in/provider", Cancellation)).Location!.Query;

        foreach (var part in (string[])["response_type=code", "code_challenge_method=S256", "code_challenge=", "state=", "nonce=", "acr_values=eidas1", "scope=openid%20scope_all"])
            asked.ShouldContain(part);
    }

    [Fact]
    public async Task Ends_there_too_when_the_person_signs_out_here()
    {
        using var member = await Member.AddedAsync(host!, Cancellation, Rpps);
        var page = await ArrivesAsync(member.Browser, "login=8" + Rpps + "&acr=eidas1");

        var leaving = await member.Browser.SubmitsAsync(page, "/sign-out", Cancellation);

        leaving.Address.Authority.ShouldBe(new Uri(provider.MetadataAddress).Authority, leaving.ToString());
        leaving.Address.Query.ShouldContain("id_token_hint=");
        leaving.Status.ShouldBe(HttpStatusCode.OK);
        await member.ShouldBeOutAsync(Cancellation);
    }

    /// <summary>From our button to the provider, which lets the person choose who they are, and back.</summary>
    static async Task<VisitedPage> ArrivesAsync(Visitor visitor, string who) => await visitor.OpensAsync(await CallbackAsync(visitor, who), Cancellation);

    static async Task<string> CallbackAsync(Visitor visitor, string who)
    {
        var page = await visitor.AsksAsync("/sign-in/provider?returnUrl=%2Faccount%2Fsecurity", Cancellation);
        page = await visitor.AsksAsync(page.Location!.ToString(), Cancellation);
        page.Location.ShouldNotBeNull(page.Html);
        page = await visitor.AsksAsync($"{page.Location}?{who}", Cancellation);
        page = await visitor.AsksAsync(page.Location!.ToString(), Cancellation);
        return page.Location!.ToString();
    }
}
