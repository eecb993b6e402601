namespace CptsReferral.Referrals.People;

/// <summary>A member of the CPTS who posts, answers, books or coordinates.</summary>
public sealed class Person
{
    public Guid Id { get; set; }

    public string DisplayName { get; set; } = "";

    /// <summary>Code of the person's function; lanes say which functions ask and which answer.</summary>
    public string Function { get; set; } = "";

    /// <summary>Where notices go first (MSSanté or ordinary mail: notices carry no clinical content).</summary>
    public string Email { get; set; } = "";

    /// <summary>The second channel, when an answer was not opened in time.</summary>
    public string? SecondEmail { get; set; }

    public string? Phone { get; set; }

    /// <summary>Where the person's own software listens; https, or loopback in tests and demos.</summary>
    public string? WebhookUrl { get; set; }

    /// <summary>Shared secret that signs the webhook.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>National identifier with its prefix (PS_IdNat: 8 and the RPPS number); null for who has none. It decides who signs in with Pro Santé Connect.</summary>
    public string? NationalId { get; set; }

    /// <summary>The person looks here by themselves when the desk asks for more. What comes back is always mailed: the return loop is no preference.</summary>
    public bool NoMailOnInformationRequest { get; set; }

    public bool Active { get; set; } = true;

    public Actor AsActor() => new(Id, Function);
}
