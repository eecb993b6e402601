namespace CptsReferral.Portal.Specs;

/// <summary>The demo's invented people by the names on their buttons.</summary>
static class People
{
    public const string Gp = "Dr Alix Demonville";
    public const string Gp2 = "Dr Basile Exemplard";
    public const string Nurse = "Cléo Infirmont";
    public const string Dermatologist = "Dr Dorothée Dermand";
    public const string Cardiologist = "Dr Côme Cardin-Fictif";
    public const string Cardiologist2 = "Dr Estelle Palpitre";
    public const string Secretary = "Sacha Radiolle";
    public const string Oncologist = "Dr Odon Fictive";
    public const string Coordinator = "Charlie Coordon";
    public const string DataProtectionOfficer = "Dominique Protège";
}
