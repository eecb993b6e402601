using System.Net.Sockets;
using CptsReferral.Delivery.Notices;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;
using Polly;
using Polly.CircuitBreaker;
using Polly.Registry;
using Polly.Timeout;

namespace CptsReferral.Delivery.Mail;

/// <summary>Hands a mail to the configured server, through <see cref="SmtpResilience"/>.</summary>
sealed class SmtpServer(IOptions<MailOptions> options, ResiliencePipelineProvider<string> pipelines)
{
    readonly ResiliencePipeline pipeline = pipelines.GetPipeline(SmtpResilience.Pipeline);

    public async Task SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        try
        {
            await pipeline.ExecuteAsync(static async (work, token) => await work.Server.TrySendAsync(work.Message, token), (Server: this, Message: message), cancellation);
        }
        catch (TimeoutRejectedException)
        {
            throw new NoticeNotSentException("smtp.timeout", NoticeFailureKind.Timeout);
        }
        catch (BrokenCircuitException)
        {
            throw new NoticeNotSentException("smtp.resting", NoticeFailureKind.Unreachable);
        }
    }

    async Task TrySendAsync(MimeMessage message, CancellationToken cancellation)
    {
        var mail = options.Value;
        using var client = new SmtpClient();
        try
        {
            ServerTrust.Apply(client, mail);
            await client.ConnectAsync(mail.Host, mail.Port, Security(mail.Security), cancellation);
            if (!string.IsNullOrEmpty(mail.User))
                await client.AuthenticateAsync(mail.User, await PasswordAsync(mail, cancellation), cancellation);
            await client.SendAsync(message, cancellation);
        }
        catch (Exception failure) when (IsOutside(failure))
        {
            throw NotSent(failure);
        }

        await LeaveAsync(client, cancellation);
    }

    /// <summary>The server has taken the mail: whatever happens from here on must not look like a failure, or the mail goes out twice.</summary>
    static async Task LeaveAsync(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception failure) when (failure is OperationCanceledException || IsOutside(failure))
        {
        }
    }

    static SecureSocketOptions Security(MailSecurity security) => security switch
    {
        MailSecurity.None => SecureSocketOptions.None,
        MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
        _ => SecureSocketOptions.StartTls,
    };

    static async Task<string> PasswordAsync(MailOptions mail, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(mail.PasswordFile))
            return mail.Password ?? "";
        try
        {
            return (await File.ReadAllTextAsync(mail.PasswordFile, cancellation)).TrimEnd('\r', '\n');
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new NoticeNotSentException("smtp.password-file", NoticeFailureKind.Misconfigured);
        }
    }

    /// <summary>The server's failure or the network's; anything else is ours and flies on.</summary>
    static bool IsOutside(Exception failure) => failure
        is SmtpCommandException or SmtpProtocolException or AuthenticationException or SslHandshakeException or ServiceNotConnectedException
        or NotSupportedException or SocketException or IOException or TimeoutException;

    static NoticeNotSentException NotSent(Exception failure) => failure switch
    {
        SmtpCommandException command => new(
            $"smtp.status.{(int)command.StatusCode}",
            (int)command.StatusCode is >= 400 and < 500 ? NoticeFailureKind.Busy : NoticeFailureKind.Refused),
        AuthenticationException => new("smtp.authentication", NoticeFailureKind.Misconfigured),
        SslHandshakeException => new("smtp.tls", NoticeFailureKind.Unreachable),
        // The server offers no STARTTLS, and without it nothing is sent.
        NotSupportedException => new("smtp.no-starttls", NoticeFailureKind.Misconfigured),
        TimeoutException => new("smtp.timeout", NoticeFailureKind.Timeout),
        _ => new("smtp.unreachable", NoticeFailureKind.Unreachable),
    };
}
