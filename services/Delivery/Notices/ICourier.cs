namespace CptsReferral.Delivery.Notices;

/// <summary>Hands letters over to one kind of channel.</summary>
interface ICourier
{
    bool Serves(NoticeChannel channel);

    /// <summary>Returns when the channel has taken the letter; throws <see cref="NoticeNotSentException"/> when it has not.</summary>
    Task CarryAsync(Letter letter, CancellationToken cancellation);
}
