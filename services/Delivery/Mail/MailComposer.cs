using System.Globalization;
using System.Text;
using CptsReferral.Delivery.Notices;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CptsReferral.Delivery.Mail;

/// <summary>Writes the mail of a notice: French, then English, and nothing about any patient.</summary>
sealed class MailComposer(IOptions<MailOptions> options, TimeProvider time)
{
    /// <summary>Mailboxes of patients in the MSSanté space; professionals' notices have no business there.</summary>
    const string PatientDomain = "patient.mssante.fr";

    const int LongestName = 100;

    static readonly TimeZoneInfo Paris = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public MimeMessage Compose(Letter letter)
    {
        var notice = letter.Notice;
        var from = MailboxAddress.Parse(options.Value.From);
        var french = NoticeWords.French(letter);
        var english = NoticeWords.English(letter);
        var message = new MimeMessage
        {
            MessageId = $"{notice.Id:N}@{from.Domain}",
            Date = TimeZoneInfo.ConvertTime(time.GetUtcNow(), Paris),
            Subject = OneLine($"{(notice.Reminder ? "Rappel : " : "")}{french.Subject} – {letter.Lane.Fr} – {letter.Reference} / {english.Subject}"),
            Body = new TextPart("plain") { Text = Body(letter, french, english), ContentTransferEncoding = ContentEncoding.QuotedPrintable },
        };
        message.From.Add(from);
        message.To.Add(Recipient(letter));
        // RFC 3834: no out-of-office note comes back to the switchboard.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add(HeaderId.ContentLanguage, "fr, en");
        return message;
    }

    static MailboxAddress Recipient(Letter letter)
    {
        var address = letter.Notice.Channel == NoticeChannel.SecondMail ? letter.To.SecondEmail ?? letter.To.Email : letter.To.Email;
        if (string.IsNullOrWhiteSpace(address) || address.Any(char.IsControl) || !MailboxAddress.TryParse(address, out var mailbox) || mailbox.Domain.Length == 0)
            throw new NoticeNotSentException("mail.address", NoticeFailureKind.Misconfigured);
        if (mailbox.Domain.Equals(PatientDomain, StringComparison.OrdinalIgnoreCase))
            throw new NoticeNotSentException("mail.patient-address", NoticeFailureKind.Misconfigured);
        return new MailboxAddress(Encoding.UTF8, OneLine(letter.To.DisplayName), mailbox.Address);
    }

    /// <summary>Values that people typed never start a new header line.</summary>
    static string OneLine(string value)
    {
        var line = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
            line.Append(Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Format ? " " : rune.ToString());
        return line.ToString().Trim();
    }

    static string Body(Letter letter, NoticeWords french, NoticeWords english)
    {
        var occurred = TimeZoneInfo.ConvertTimeFromUtc(letter.Notice.OccurredUtc, Paris);
        return new StringBuilder()
            .AppendLine("Bonjour,")
            .AppendLine()
            .Append(letter.Notice.Reminder ? "Rappel, vous ne l'avez pas encore ouverte. " : "").AppendLine(french.Sentence)
            .AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"Filière : {OneLine(letter.Lane.Fr)}")
            .AppendLine(CultureInfo.InvariantCulture, $"Référence : {letter.Reference}")
            .AppendLine(CultureInfo.InvariantCulture, $"Le {occurred:dd'/'MM'/'yyyy 'à' HH' h 'mm} (heure de Paris)")
            .AppendLine(CultureInfo.InvariantCulture, $"Lire et répondre : {letter.Link}")
            .AppendLine()
            .AppendLine("Ce message est automatique et ne contient aucune donnée de santé. Merci de ne pas y répondre.")
            .AppendLine()
            .AppendLine("-----")
            .AppendLine()
            .AppendLine("Hello,")
            .AppendLine()
            .Append(letter.Notice.Reminder ? "A reminder, you have not opened it yet. " : "").AppendLine(english.Sentence)
            .AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"Lane: {OneLine(letter.Lane.En)}")
            .AppendLine(CultureInfo.InvariantCulture, $"Reference: {letter.Reference}")
            .AppendLine(CultureInfo.InvariantCulture, $"On {occurred:d MMMM yyyy 'at' HH:mm} (Paris time)")
            .AppendLine(CultureInfo.InvariantCulture, $"Read and reply: {letter.Link}")
            .AppendLine()
            .AppendLine("This message is automatic and holds no health data. Please do not reply to it.")
            .ToString();
    }
}
