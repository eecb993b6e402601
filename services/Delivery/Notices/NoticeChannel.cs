namespace CptsReferral.Delivery.Notices;

/// <summary>The ways to reach a requester. Names are stored.</summary>
enum NoticeChannel
{
    Mail,
    SecondMail,
    Webhook,
}
