using System.Text;
using MimeKit;

namespace CptsReferral.Support.Api;

/// <summary>A mail as its reader sees it.</summary>
public sealed record Mail(string MessageId, string To, string Subject, string Text)
{
    public static Mail Parse(string source)
    {
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(source));
        using var message = MimeMessage.Load(stream);
        return new Mail(message.MessageId ?? "", message.To.Mailboxes.Single().Address, message.Subject ?? "", message.TextBody ?? "");
    }
}
