namespace CptsReferral.Gateway.Specs.Access;

/// <summary>What somebody is to the request that everybody asks about: the columns of the table, in their order.</summary>
static class Places
{
    public const string Nobody = "nobody";
    public const string Requester = "requester";
    public const string OtherRequester = "other GP";
    public const string Nurse = "nurse";
    public const string Holder = "holder";
    public const string Colleague = "colleague";
    public const string OtherDesk = "other desk";
    public const string Secretary = "secretary";
    public const string Coordinator = "coordinator";
    public const string DataProtection = "data protection";

    public static IReadOnlyList<(string Place, (string ClientId, string Name)? Person)> All { get; } =
    [
        (Nobody, null),
        (Requester, ("demo-gp", "Dr Alix Demonville")),
        (OtherRequester, ("demo-gp-2", "Dr Basile Exemplard")),
        (Nurse, ("demo-nurse", "Cléo Infirmont")),
        (Holder, ("demo-cardiologist", "Dr Côme Cardin-Fictif")),
        (Colleague, ("demo-cardiologist-2", "Dr Estelle Palpitre")),
        (OtherDesk, ("demo-dermatologist", "Dr Dorothée Dermand")),
        (Secretary, ("demo-secretary", "Sacha Radiolle")),
        (Coordinator, ("demo-coordinator", "Charlie Coordon")),
        (DataProtection, ("demo-data-protection", "Dominique Protège")),
    ];
}
