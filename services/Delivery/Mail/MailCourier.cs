using CptsReferral.Delivery.Notices;
using Microsoft.Extensions.Options;

namespace CptsReferral.Delivery.Mail;

/// <summary>Carries notices by mail, through a server or a pickup folder as configured.</summary>
sealed class MailCourier(MailComposer composer, SmtpServer server, PickupFolder folder, IOptions<MailOptions> options) : ICourier
{
    public bool Serves(NoticeChannel channel) => channel is NoticeChannel.Mail or NoticeChannel.SecondMail;

    public Task CarryAsync(Letter letter, CancellationToken cancellation)
    {
        var message = composer.Compose(letter);
        return options.Value.Mode == MailMode.Smtp
            ? server.SendAsync(message, cancellation)
            : folder.WriteAsync(letter.Notice.Id, message, cancellation);
    }
}
