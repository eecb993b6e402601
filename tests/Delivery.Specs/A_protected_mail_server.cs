using CptsReferral.Support;
using CptsReferral.Support.Delivery;
using Shouldly;
using Xunit;

namespace CptsReferral.Delivery.Specs;

public sealed class A_protected_mail_server : DeliverySpec
{
    [Fact]
    public async Task Is_spoken_to_over_tls_with_a_password_from_a_file()
    {
        var smtp = EndsWithScenario(await SmtpPeer.StartAsync(Cancellation, secure: true));
        var file = Path.Combine(Path.GetDirectoryName(smtp.CertificateFile)!, "password");
        await File.WriteAllTextAsync(file, SmtpPeer.Password + "\n", Cancellation);
        var delivery = await StartAsync(
            smtp,
            ("Delivery:Mail:Security", "StartTls"),
            ("Delivery:Mail:TrustedRoots", smtp.CertificateFile),
            ("Delivery:Mail:User", SmtpPeer.User),
            ("Delivery:Mail:PasswordFile", file));
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());

        await delivery.BringsHomeAsync(referral);

        await delivery.SettlesAsync(Cancellation);
        smtp.Received.ShouldHaveSingleItem().Raw.Headers["X-Peer-Session"].ShouldBe("tls cpts");
    }

    [Fact]
    public async Task Gets_nothing_when_nobody_we_trust_vouches_for_it()
    {
        var smtp = EndsWithScenario(await SmtpPeer.StartAsync(Cancellation, secure: true));
        var delivery = await StartAsync(
            smtp,
            ("Delivery:Mail:Security", "StartTls"),
            ("Delivery:Mail:User", SmtpPeer.User),
            ("Delivery:Mail:Password", SmtpPeer.Password));
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());

        await delivery.BringsHomeAsync(referral);

        await Eventually.SeesAsync(() => delivery.NoticesAsync(referral), notices => notices is [{ FailureCode: "smtp.tls" }], Cancellation);
        smtp.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task Gets_nothing_over_plain_text_when_tls_is_wanted()
    {
        var smtp = EndsWithScenario(await SmtpPeer.StartAsync(Cancellation));
        var delivery = await StartAsync(smtp, ("Delivery:Mail:Security", "StartTls"));
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());

        await delivery.BringsHomeAsync(referral);

        await Eventually.SeesAsync(() => delivery.NoticesAsync(referral), notices => notices is [{ FailureCode: "smtp.no-starttls" }], Cancellation);
        smtp.Received.ShouldBeEmpty();
    }

    [Fact]
    public async Task That_refuses_the_password_leaves_a_dead_letter_without_it()
    {
        var smtp = EndsWithScenario(await SmtpPeer.StartAsync(Cancellation, secure: true));
        var delivery = await StartAsync(
            smtp,
            ("Delivery:Mail:Security", "StartTls"),
            ("Delivery:Mail:TrustedRoots", smtp.CertificateFile),
            ("Delivery:Mail:User", SmtpPeer.User),
            ("Delivery:Mail:Password", "not-the-password"));
        var referral = await delivery.IsAnsweredAsync(await delivery.HasRequesterAsync());

        await delivery.BringsHomeAsync(referral);

        await Eventually.SeesAsync(delivery.DeadLettersAsync, dead => dead.Count == 1, Cancellation);
        (await delivery.NoticeAsync(referral, "Mail")).FailureCode.ShouldBe("smtp.authentication");
        delivery.Logged.ShouldNotContain(line => line.Contains("not-the-password", StringComparison.Ordinal));
    }
}
