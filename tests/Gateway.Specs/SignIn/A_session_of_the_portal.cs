using CptsReferral.Support.Portal;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.SignIn;

public sealed class A_session_of_the_portal
{
    static readonly DateTimeOffset Morning = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ends_for_a_person_who_left()
    {
        await using var host = await MorningAsync();
        using var member = await Member.ActivatedAsync(host, Cancellation);
        await member.ShouldBeInAsync(Cancellation);

        await host.LeavesAsync(member.Id, Cancellation);
        await host.PassesAsync(TimeSpan.FromMinutes(2), Cancellation);

        await member.ShouldBeOutAsync(Cancellation);
        (await member.TypesPasswordAsync(Cancellation)).Path.ShouldBe("/sign-in");
    }

    [Fact]
    public async Task Ends_after_half_an_hour_without_a_sign_of_the_person()
    {
        await using var host = await MorningAsync();
        using var member = await Member.ActivatedAsync(host, Cancellation);

        await host.PassesAsync(TimeSpan.FromMinutes(29), Cancellation);
        await member.ShouldBeInAsync(Cancellation);
        await host.PassesAsync(TimeSpan.FromMinutes(29), Cancellation);
        await member.ShouldBeInAsync(Cancellation);
        await host.PassesAsync(TimeSpan.FromMinutes(31), Cancellation);

        await member.ShouldBeOutAsync(Cancellation);
    }

    [Fact]
    public async Task Ends_after_four_hours_whatever_the_person_does()
    {
        await using var host = await StandaloneHost.StartAsync(Morning);
        using var member = await Member.ActivatedAsync(host, Cancellation);

        for (var passed = TimeSpan.Zero; passed < TimeSpan.FromMinutes(220); passed += TimeSpan.FromMinutes(20))
        {
            await host.PassesAsync(TimeSpan.FromMinutes(20), Cancellation);
            await member.ShouldBeInAsync(Cancellation);
        }

        await host.PassesAsync(TimeSpan.FromMinutes(20), Cancellation);
        await member.ShouldBeOutAsync(Cancellation);
    }

    [Fact]
    public async Task That_somebody_signed_out_of_is_over_for_a_copy_of_its_cookie_too()
    {
        await using var host = await MorningAsync();
        using var member = await Member.ActivatedAsync(host, Cancellation);
        var page = await member.Browser.OpensAsync("/account/security", Cancellation);
        using var thief = member.Browser.Copied();

        (await member.Browser.SubmitsAsync(page, "/sign-out", Cancellation)).Path.ShouldBe("/sign-in");
        await member.ShouldBeOutAsync(Cancellation);
        await host.PassesAsync(TimeSpan.FromMinutes(2), Cancellation);

        await member.ShouldBeOutAsync(Cancellation, thief);
    }

    [Fact]
    public async Task Ends_everywhere_at_once_when_the_person_wants_it()
    {
        await using var host = await MorningAsync();
        using var member = await Member.ActivatedAsync(host, Cancellation);
        using var elsewhere = new Visitor(host.Address);
        await host.PassesAsync(TimeSpan.FromMinutes(2), Cancellation);
        (await member.SignsInAsync(Cancellation, elsewhere, ahead: false)).ShouldBeSecurityPage();

        (await member.Browser.SubmitsAsync(await member.Browser.OpensAsync("/account/security", Cancellation), "everywhere", Cancellation)).Path.ShouldBe("/sign-in");
        await host.PassesAsync(TimeSpan.FromMinutes(2), Cancellation);

        await member.ShouldBeOutAsync(Cancellation, elsewhere);
    }

    [Fact]
    public async Task Ends_elsewhere_when_the_person_changes_their_password_here()
    {
        await using var host = await MorningAsync();
        using var member = await Member.ActivatedAsync(host, Cancellation);
        using var elsewhere = new Visitor(host.Address);
        await host.PassesAsync(TimeSpan.FromMinutes(2), Cancellation);
        (await member.SignsInAsync(Cancellation, elsewhere, ahead: false)).ShouldBeSecurityPage();

        var changed = await member.Browser.SubmitsAsync(
            await member.Browser.OpensAsync("/account/security", Cancellation), "password", Cancellation, ("current", Member.Password), ("password", "quatre girafes au marché de Tarbes"));
        changed.ShouldBeSecurityPage();
        changed.Faults.ShouldBeEmpty();
        await host.PassesAsync(TimeSpan.FromMinutes(2), Cancellation);

        await member.ShouldBeInAsync(Cancellation);
        await member.ShouldBeOutAsync(Cancellation, elsewhere);
    }

    [Fact]
    public async Task Lets_nobody_change_the_way_in_at_a_screen_that_was_left_open()
    {
        await using var host = await MorningAsync();
        using var member = await Member.ActivatedAsync(host, Cancellation);
        var fresh = await member.Browser.OpensAsync("/account/security", Cancellation);
        fresh.Has("password").ShouldBeTrue();

        await host.PassesAsync(TimeSpan.FromMinutes(20), Cancellation);

        var stale = await member.Browser.OpensAsync("/account/security", Cancellation);
        stale.ShouldBeSecurityPage();
        stale.Has("password").ShouldBeFalse();
        stale.Has("again").ShouldBeTrue();
        await member.Browser.SubmitsAsync(fresh, "codes", Cancellation);
        (await member.Browser.OpensAsync("/account/security", Cancellation)).Codes.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_the_portal_opens_no_door_of_the_api()
    {
        await using var host = await StandaloneHost.StartAsync();
        using var member = await Member.ActivatedAsync(host, Cancellation);

        ((int)(await member.Browser.AsksAsync("/api/me", Cancellation)).Status).ShouldBe(401);
    }

    /// <summary>Time passes only where a spec lets it: at the pace of the tick the code of an authenticator is old after some seconds.</summary>
    static async Task<StandaloneHost> MorningAsync()
    {
        var host = await StandaloneHost.StartAsync(Morning);
        host.StandsStill();
        return host;
    }
}
