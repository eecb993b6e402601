using CptsReferral.Delivery.Mail;
using CptsReferral.Delivery.Webhooks;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace CptsReferral.Delivery.Specs;

public sealed class Options_of_delivery : DeliverySpec
{
    [Theory]
    [InlineData("Delivery:PublicUrl", "")]
    [InlineData("Delivery:PublicUrl", "/referrals")]
    [InlineData("Delivery:PublicUrl", "ftp://cpts.example.org")]
    [InlineData("Delivery:PublicUrl", "https://user:password@cpts.example.org")]
    [InlineData("Delivery:PublicUrl", "https://cpts.example.org/?a=b")]
    [InlineData("Delivery:Patience", "-00:00:01")]
    [InlineData("Delivery:FirstPause", "00:00:00")]
    [InlineData("Delivery:LongestPause", "00:00:00.001")]
    [InlineData("CallList:Functions:0", " ")]
    [InlineData("Delivery:Mail:From", "")]
    [InlineData("Delivery:Mail:From", "nobody")]
    [InlineData("Delivery:Mail:PickupDirectory", "")]
    [InlineData("Delivery:Mail:Mode", "Pigeon")]
    [InlineData("Delivery:Mail:Timeout", "00:00:00")]
    [InlineData("Delivery:Mail:RetryDelay", "00:02:00")]
    [InlineData("Delivery:Mail:BreakFor", "00:00:00.100")]
    [InlineData("Delivery:Webhook:Timeout", "00:00:00")]
    [InlineData("Delivery:Webhook:RetryDelay", "-00:00:01")]
    public async Task That_are_wrong_stop_the_host_with_their_name(string key, string value)
    {
        var fault = await Should.ThrowAsync<Exception>(() => StartAsync(null, (key, value)));

        fault.Message.ShouldContain(key.Split(":0")[0]);
    }

    [Fact]
    public void Of_a_mail_server_are_all_checked_at_once()
    {
        var faults = Check(new MailOptions
        {
            Mode = MailMode.Smtp,
            Host = "not a host",
            Port = 0,
            Security = MailSecurity.None,
            User = "cpts",
            PasswordFile = "/nowhere/password",
            TrustedRoots = "/nowhere/roots.pem",
            From = "a@example.org, b@example.org",
        });

        string[] keys = ["Host", "Port", "Security", "PasswordFile", "TrustedRoots", "From"];
        foreach (var key in keys)
            faults.ShouldContain(fault => fault.Contains($"Delivery:Mail:{key}", StringComparison.Ordinal));
    }

    [Fact]
    public void Name_a_password_that_is_missing_and_never_one_that_is_there()
    {
        Check(Server(user: "cpts", password: null)).ShouldHaveSingleItem().ShouldContain("Delivery:Mail:Password");
        Check(Server(user: null, password: "a-secret-word")).ShouldHaveSingleItem().ShouldNotContain("a-secret-word");
    }

    [Fact]
    public void Have_defaults_that_hold()
    {
        new WebhookOptionsValidator().Validate(null, new WebhookOptions()).Succeeded.ShouldBeTrue();
        new DeliveryOptionsValidator().Validate(null, new DeliveryOptions { PublicUrl = "https://cpts.example.org" }).Succeeded.ShouldBeTrue();
        Check(Server(user: "cpts", password: "a-secret-word")).ShouldBeEmpty();
    }

    [Fact]
    public void Make_the_pauses_grow_up_to_the_longest()
    {
        var options = new DeliveryOptions { FirstPause = TimeSpan.FromSeconds(30), LongestPause = TimeSpan.FromMinutes(15) };

        Enumerable.Range(1, 7).Select(attempt => options.PauseAfter(attempt).TotalSeconds).ShouldBe([30, 60, 120, 240, 480, 900, 900]);
        options.PauseAfter(int.MaxValue).ShouldBe(options.LongestPause);
    }

    static MailOptions Server(string? user, string? password) =>
        new() { Mode = MailMode.Smtp, Host = "smtp.example.org", From = "cpts@example.org", User = user, Password = password };

    static IReadOnlyList<string> Check(MailOptions options) =>
        [.. new MailOptionsValidator().Validate(null, options).Failures ?? []];
}
