using System.Text;
using CptsReferral.Contracts.Delivery;
using CptsReferral.Delivery.Mail;
using CptsReferral.Delivery.Notices;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using MimeKit;
using Shouldly;
using Xunit;

namespace CptsReferral.Delivery.Specs;

public sealed class A_mail
{
    static readonly DateTimeOffset Now = new(2026, 11, 23, 16, 10, 0, TimeSpan.Zero);
    static readonly Guid ReferralId = Guid.Parse("0193a000-0000-7000-8000-000000000001");
    static readonly Guid NoticeId = Guid.Parse("0193a000-0000-7000-8000-000000000002");

    [Theory]
    [InlineData(ReturnKind.Answer, "Réponse disponible", "Answer available")]
    [InlineData(ReturnKind.Amendment, "Réponse modifiée", "Answer amended")]
    [InlineData(ReturnKind.Declined, "Demande non acceptée", "Request declined")]
    [InlineData(ReturnKind.Redirected, "Demande réorientée", "Request redirected")]
    [InlineData(ReturnKind.InformationRequest, "Complément demandé", "More information needed")]
    internal void Says_what_happened_in_french_and_then_in_english(ReturnKind kind, string french, string english)
    {
        var mail = Read(Write(Letter(kind: kind)));

        mail.Subject.ShouldBe($"{french} – Avis dermatologique – R-7KQ2-M4XD / {english}");
        var text = mail.TextBody!;
        text.IndexOf("Bonjour,", StringComparison.Ordinal).ShouldBe(0);
        text.ShouldContain("Référence : R-7KQ2-M4XD");
        text.ShouldContain("Le 23/11/2026 à 17 h 05 (heure de Paris)");
        text.ShouldContain("Hello,");
        text.ShouldContain("On 23 November 2026 at 17:05 (Paris time)");
        text.Split($"https://cpts.example.org/r/{ReferralId}").Length.ShouldBe(3);
    }

    [Fact]
    public void Names_its_notice_its_time_and_that_a_machine_wrote_it()
    {
        var mail = Read(Write(Letter()));

        mail.MessageId.ShouldBe($"{NoticeId:N}@example.org");
        mail.Date.ShouldBe(Now);
        mail.Headers[HeaderId.AutoSubmitted].ShouldBe("auto-generated");
        mail.From.Mailboxes.Single().Name.ShouldBe("CPTS du Pays d'Essai");
        ((TextPart)mail.Body!).ContentType.Charset.ShouldBe("utf-8");
    }

    [Fact]
    public void Travels_in_seven_bits()
    {
        var mail = Write(Letter());

        mail.ShouldAllBe(octet => octet < 128);
    }

    [Theory]
    [InlineData("Dr Mallory\r\nBcc: everybody@example.org")]
    [InlineData("Dr Mallory\nX-Injected: yes\n\nbody")]
    [InlineData("Dr Mallory\r\n\r\nBcc: everybody@example.org")]
    [InlineData("Dr \u2028Bcc: everybody@example.org")]
    [InlineData("\"Mallory\" <everybody@example.org>, other")]
    public void Cannot_be_given_headers_by_a_name(string name)
    {
        var bytes = Write(Letter(name: name));

        var mail = Read(bytes);
        mail.To.Mailboxes.ShouldHaveSingleItem().Address.ShouldBe("camille@example.org");
        mail.Bcc.ShouldBeEmpty();
        mail.Headers.ShouldNotContain(header => header.Field == "X-Injected");
        HeaderLines(bytes).ShouldNotContain(line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase) || line.StartsWith("X-Injected", StringComparison.OrdinalIgnoreCase));
        mail.TextBody!.ShouldStartWith("Bonjour,");
    }

    [Fact]
    public void Cannot_be_given_headers_by_a_lane_title()
    {
        var bytes = Write(Letter(lane: new LaneText("Avis\r\nBcc: everybody@example.org", "Opinion\r\nX-Injected: yes")));

        Read(bytes).Bcc.ShouldBeEmpty();
        HeaderLines(bytes).ShouldNotContain(line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nobody")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    [InlineData("a@example.org\0")]
    public void Is_not_written_to_what_is_not_one_address(string address) =>
        Should.Throw<NoticeNotSentException>(() => Write(Letter(address))).Code.ShouldBe("mail.address");

    [Theory]
    [InlineData("199999999999999@patient.mssante.fr")]
    [InlineData("199999999999999@PATIENT.MSSANTE.FR")]
    public void Is_not_written_to_a_patient(string address) =>
        Should.Throw<NoticeNotSentException>(() => Write(Letter(address))).Code.ShouldBe("mail.patient-address");

    [Fact]
    public void To_the_second_address_goes_there()
    {
        var mail = Read(Write(Letter(channel: NoticeChannel.SecondMail)));

        mail.To.Mailboxes.Single().Address.ShouldBe("secretariat@example.org");
    }

    static Letter Letter(
        string address = "camille@example.org",
        string name = "Dr Camille Durand",
        LaneText? lane = null,
        ReturnKind kind = ReturnKind.Answer,
        NoticeChannel channel = NoticeChannel.Mail) => new(
        new Notice
        {
            Id = NoticeId,
            ReferralId = ReferralId,
            Lane = "dermatology",
            Kind = kind,
            Channel = channel,
            OccurredUtc = Now.UtcDateTime.AddMinutes(-5),
            CreatedUtc = Now.UtcDateTime,
        },
        new Person { DisplayName = name, Email = address, SecondEmail = "secretariat@example.org" },
        "R-7KQ2-M4XD",
        lane ?? new LaneText("Avis dermatologique", "Dermatology opinion"),
        Successor: null,
        new Uri($"https://cpts.example.org/r/{ReferralId}"));

    static byte[] Write(Letter letter)
    {
        var options = Options.Create(new MailOptions { From = "CPTS du Pays d'Essai <cpts@example.org>" });
        var message = new MailComposer(options, new FakeTimeProvider(Now)).Compose(letter);
        message.Prepare(EncodingConstraint.SevenBit);
        using var bytes = new MemoryStream();
        message.WriteTo(bytes);
        return bytes.ToArray();
    }

    static MimeMessage Read(byte[] bytes) => MimeMessage.Load(new MemoryStream(bytes));

    static string[] HeaderLines(byte[] bytes) =>
        Encoding.ASCII.GetString(bytes).ReplaceLineEndings("\n").Split("\n\n")[0].Split('\n');
}
