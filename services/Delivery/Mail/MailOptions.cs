namespace CptsReferral.Delivery.Mail;

/// <summary>Where mail goes and how.</summary>
sealed class MailOptions
{
    public const string Section = $"{DeliveryOptions.Section}:Mail";

    public MailMode Mode { get; set; } = MailMode.Pickup;

    /// <summary>Folder of <see cref="MailMode.Pickup"/>; made when missing.</summary>
    public string PickupDirectory { get; set; } = "";

    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>PEM file of the authorities whose servers are trusted, and no other; the machine's own list when empty.</summary>
    public string? TrustedRoots { get; set; }

    public string? User { get; set; }

    /// <summary>Never logged and never part of a fault.</summary>
    public string? Password { get; set; }

    /// <summary>File that holds the password; read at each use, so that it can be renewed.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>The switchboard's own mailbox, such as <c>CPTS Demo &lt;cpts@example.org&gt;</c>.</summary>
    public string From { get; set; } = "";

    /// <summary>For one attempt, from connecting to the server's last word.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Before the second attempt; grows from there. Longer outages are the journal's to wait for.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a server that keeps failing is left alone.</summary>
    public TimeSpan BreakFor { get; set; } = TimeSpan.FromSeconds(15);
}
