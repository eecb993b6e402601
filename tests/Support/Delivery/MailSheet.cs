using MimeKit;

namespace CptsReferral.Support.Delivery;

/// <summary>A mail as its reader finds it.</summary>
public sealed record MailSheet(string From, string To, string Subject, string Text, string MessageId, MimeMessage Raw)
{
    public static MailSheet Load(string file)
    {
        var mail = MimeMessage.Load(file);
        return new MailSheet(
            mail.From.Mailboxes.Single().Address,
            mail.To.Mailboxes.Single().Address,
            mail.Subject ?? "",
            mail.TextBody ?? "",
            mail.MessageId ?? "",
            mail);
    }

    /// <summary>Every header line and the text.</summary>
    public string Everything => string.Join('\n', Raw.Headers.Select(header => $"{header.Field}: {header.Value}")) + "\n\n" + Text;
}
