namespace CptsReferral.Referrals;

/// <summary>FHIR request priority, the two values a CPTS uses.</summary>
public enum Priority
{
    Routine,
    Urgent,
}
