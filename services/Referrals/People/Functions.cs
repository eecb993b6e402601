namespace CptsReferral.Referrals.People;

/// <summary>The functions that the code itself knows: everything else about who does what is in the lanes.</summary>
public static class Functions
{
    public const string Coordinator = "coordinator";

    /// <summary>Sees who read what, and nothing else.</summary>
    public const string DataProtectionOfficer = "data-protection-officer";

    /// <summary>Whether a function has no part in any request, whatever a lane says.</summary>
    public static bool SeesNoContent(string function) => function is Coordinator or DataProtectionOfficer;
}
