namespace CptsReferral.Referrals.People;

/// <summary>The one function that the code itself knows: everything else about who does what is in the lanes.</summary>
public static class Functions
{
    public const string Coordinator = "coordinator";
}
