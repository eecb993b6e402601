using CptsReferral.Referrals.People;

namespace CptsReferral.Delivery.Notices;

static class NoticeChannels
{
    /// <summary>Where a person is told first.</summary>
    /// <param name="mail">Whether they want a mail about this.</param>
    public static IEnumerable<NoticeChannel> Of(Person person, bool mail = true)
    {
        // Somebody without any mailbox shows as a notice that fails, not as silence.
        if (mail && (person.Email.Length > 0 || person.WebhookUrl is null))
            yield return NoticeChannel.Mail;
        if (person.WebhookUrl is not null)
            yield return NoticeChannel.Webhook;
    }
}
