using System.Net;
using CptsReferral.Support.Portal;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.SignIn;

public sealed class Signing_in_with_a_password(TheSwitchboard switchboard)
{
    static readonly DateTimeOffset Morning = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Takes_the_password_then_the_code_and_leads_where_one_was_going()
    {
        using var member = await Member.ActivatedAsync(switchboard.Host, Cancellation);
        using var elsewhere = new Visitor(switchboard.Host.Address);

        (await member.TypesPasswordAsync(Cancellation, at: elsewhere)).Path.ShouldBe("/sign-in/second-factor");
        await member.ShouldBeOutAsync(Cancellation, elsewhere);

        (await member.SignsInAsync(Cancellation, elsewhere)).ShouldBeSecurityPage();
    }

    [Fact]
    public async Task Is_refused_in_one_way_whatever_was_wrong()
    {
        using var member = await Member.ActivatedAsync(switchboard.Host, Cancellation);
        using var invited = await Member.AddedAsync(switchboard.Host, Cancellation);
        await invited.LinkAsync(Cancellation);
        using var nobody = new Member(switchboard.Host, Guid.CreateVersion7(), "personne@example.org");
        using var elsewhere = new Visitor(switchboard.Host.Address);

        VisitedPage[] pages =
        [
            await member.TypesPasswordAsync(Cancellation, "pas le bon mot de passe", elsewhere),
            await invited.TypesPasswordAsync(Cancellation, "pas le bon mot de passe", elsewhere),
            await nobody.TypesPasswordAsync(Cancellation, "pas le bon mot de passe", elsewhere),
        ];

        pages.ShouldAllBe(page => page.Status == HttpStatusCode.UnprocessableEntity);
        pages.SelectMany(page => page.Faults).Distinct().ShouldHaveSingleItem().ShouldContain("incorrect");
    }

    [Fact]
    public async Task Is_closed_for_a_quarter_of_an_hour_after_five_wrong_tries()
    {
        await using var host = await StandaloneHost.StartAsync(Morning);
        // At the pace of the tick the code of an authenticator is old after some seconds.
        host.StandsStill();
        using var member = await Member.ActivatedAsync(host, Cancellation);
        using var elsewhere = new Visitor(host.Address);
        for (var tried = 0; tried < 5; tried++)
            (await member.TypesPasswordAsync(Cancellation, "pas le bon mot de passe", elsewhere)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        // The right password gets the same answer; who is in stays in.
        var closed = await member.TypesPasswordAsync(Cancellation, at: elsewhere);
        closed.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, closed.ToString());
        await member.ShouldBeInAsync(Cancellation);

        await host.PassesAsync(TimeSpan.FromMinutes(16), Cancellation);
        (await member.SignsInAsync(Cancellation, elsewhere, ahead: false)).ShouldBeSecurityPage();
    }

    [Fact]
    public async Task Counts_wrong_codes_as_wrong_tries()
    {
        using var member = await Member.ActivatedAsync(switchboard.Host, Cancellation);
        using var elsewhere = new Visitor(switchboard.Host.Address);
        var page = await member.TypesPasswordAsync(Cancellation, at: elsewhere);
        for (var tried = 0; tried < 5; tried++)
            page = await elsewhere.SubmitsAsync(page, "code", Cancellation, ("code", "12345x"));

        var right = await elsewhere.SubmitsAsync(page, "code", Cancellation, ("code", member.Code(ahead: true)));

        right.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, right.ToString());
    }

    [Fact]
    public async Task Counts_tries_that_come_side_by_side()
    {
        using var member = await Member.ActivatedAsync(switchboard.Host, Cancellation);
        using var elsewhere = new Visitor(switchboard.Host.Address);
        var page = await elsewhere.OpensAsync("/sign-in", Cancellation);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            elsewhere.SubmitsAsync(page, "password", Cancellation, ("email", member.Email), ("password", "pas le bon mot de passe"))));

        (await member.TypesPasswordAsync(Cancellation, at: elsewhere)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Takes_a_code_once()
    {
        using var member = await Member.ActivatedAsync(switchboard.Host, Cancellation);
        using var elsewhere = new Visitor(switchboard.Host.Address);
        var code = member.Code(ahead: true);
        (await elsewhere.SubmitsAsync(await member.TypesPasswordAsync(Cancellation, at: elsewhere), "code", Cancellation, ("code", code))).ShouldBeSecurityPage();
        using var watcher = new Visitor(switchboard.Host.Address);

        var again = await watcher.SubmitsAsync(await member.TypesPasswordAsync(Cancellation, at: watcher), "code", Cancellation, ("code", code));

        again.Status.ShouldBe(HttpStatusCode.UnprocessableEntity, again.ToString());
    }

    [Fact]
    public async Task Takes_a_recovery_code_once_for_who_has_no_telephone()
    {
        using var member = await Member.ActivatedAsync(switchboard.Host, Cancellation);
        using var first = new Visitor(switchboard.Host.Address);
        using var second = new Visitor(switchboard.Host.Address);

        (await UsesAsync(member.RecoveryCodes[3].ToLowerInvariant(), first)).ShouldBeSecurityPage();
        (await UsesAsync(member.RecoveryCodes[3], second)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await UsesAsync(member.RecoveryCodes[4], second)).ShouldBeSecurityPage();

        async Task<VisitedPage> UsesAsync(string code, Visitor at)
        {
            await member.TypesPasswordAsync(Cancellation, at: at);
            return await at.SubmitsAsync(await at.OpensAsync("/sign-in/recovery", Cancellation), "code", Cancellation, ("code", code));
        }
    }

    [Fact]
    public async Task Never_leads_to_another_site()
    {
        using var member = await Member.ActivatedAsync(switchboard.Host, Cancellation);
        using var elsewhere = new Visitor(switchboard.Host.Address);
        var page = await elsewhere.SubmitsAsync(
            await elsewhere.OpensAsync("/sign-in?returnUrl=https%3A%2F%2Fevil.example%2F", Cancellation), "password", Cancellation, ("email", member.Email), ("password", Member.Password));

        page = await elsewhere.SubmitsAsync(page, "code", Cancellation, ("code", member.Code(ahead: true)));

        page.Address.Authority.ShouldBe(switchboard.Host.Address.Authority);
    }

    [Fact]
    public async Task Goes_no_faster_than_people_do()
    {
        await using var host = await StandaloneHost.StartAsync();
        using var anybody = new Member(host, Guid.CreateVersion7(), "personne@example.org");
        var statuses = new List<HttpStatusCode>();
        for (var tried = 0; tried < 25; tried++)
            statuses.Add((await anybody.TypesPasswordAsync(Cancellation, "pas le bon mot de passe")).Status);

        statuses[19].ShouldBe(HttpStatusCode.UnprocessableEntity);
        statuses[^1].ShouldBe(HttpStatusCode.TooManyRequests);
    }
}
