using System.ComponentModel.DataAnnotations;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Validation;

namespace CptsReferral.Gateway.Search;

/// <summary>A search for a patient. It travels in the body: names have no place in an address.</summary>
/// <param name="Text">The beginnings of the patient's names in any order (three letters at least, or the whole of a shorter name), their birth date,
/// their INS; or a reference.</param>
sealed record PatientSearch([property: Required, MaxLength(PatientQuery.Longest)] string? Text)
{
    /// <summary>Looks for what the body says, once it says something.</summary>
    public static async Task<Outcome<ReferralFinds>> FindAsync(Body<PatientSearch> body, Func<PatientQuery, Task<Outcome<ReferralFinds>>> find)
    {
        var faults = new Faults(body.Faults);
        faults.RequiredText("text", body.Value?.Text, PatientQuery.Longest);
        return (body.Unreadable ?? faults.Refusal) is { } refusal ? refusal : await find(PatientQuery.Of(body.Value!.Text!));
    }
}

/// <summary>What was found. <paramref name="Cut"/>: more came into question than are looked at; a longer text finds the rest.</summary>
sealed record ReferralFinds(IReadOnlyList<ReferralLine> Items, bool Cut)
{
    /// <summary>Most referrals that are opened for one search.</summary>
    public const int Most = 500;
}
