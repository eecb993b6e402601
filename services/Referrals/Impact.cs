namespace CptsReferral.Referrals;

/// <summary>What the answer changed for the patient, in the requester's judgement.</summary>
public enum Impact
{
    ConsultationAvoided,
    HospitalAvoided,
    EmergencyAvoided,
    None,
    Unknown,
}
