namespace CptsReferral.Delivery.Mail;

/// <summary>How the connection to the mail server is protected.</summary>
enum MailSecurity
{
    /// <summary>Not at all: only for a relay on the same machine.</summary>
    None,

    /// <summary>STARTTLS, or no mail.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,
}
