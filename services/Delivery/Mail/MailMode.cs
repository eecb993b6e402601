namespace CptsReferral.Delivery.Mail;

/// <summary>What becomes of a mail.</summary>
enum MailMode
{
    /// <summary>A file in a folder, for a mail server on the same machine or for looking at.</summary>
    Pickup,

    /// <summary>Handed to a mail server.</summary>
    Smtp,
}
