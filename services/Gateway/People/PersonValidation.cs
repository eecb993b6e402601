using CptsReferral.Gateway.Validation;
using CptsReferral.Referrals.People;

namespace CptsReferral.Gateway.People;

/// <summary>The rules of a member's entry.</summary>
static class PersonValidation
{
    public static void Check(NewPerson? person, Faults faults)
    {
        faults.RequiredText("displayName", person?.DisplayName, 200);
        faults.RequiredText("function", person?.Function, 64);
        faults.RequiredText("email", person?.Email, 254);
        CheckMail("email", person?.Email, faults);
        CheckReach(person?.SecondEmail, person?.Phone, faults);
        if (person?.NationalId is { Length: > 0 } id && NationalIds.Read(id) is null)
            faults.Add("nationalId", "pattern", "Ce n'est pas un numéro RPPS valide.", "This is not a valid RPPS number.");
        if (person?.WebhookUrl is not { } url)
            return;
        if (!(Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri.IsLoopback) && url.Length <= 500))
            faults.Add("webhookUrl", "pattern", "Une adresse https est attendue.", "An https address is expected.");
        faults.RequiredText("webhookSecret", person.WebhookSecret, 200);
    }

    /// <summary>Where somebody is reached who did not open what came back.</summary>
    public static void CheckReach(string? secondEmail, string? phone, Faults faults)
    {
        faults.NoLongerThan("secondEmail", secondEmail, 254);
        CheckMail("secondEmail", secondEmail, faults);
        faults.NoLongerThan("phone", phone, 32);
    }

    static void CheckMail(string field, string? value, Faults faults)
    {
        if (value is { Length: > 0 } && (value.Any(char.IsControl) || !System.Net.Mail.MailAddress.TryCreate(value, out var address) || address.Address != value))
            faults.Add(field, "pattern", "Cette adresse de courriel n'est pas valide.", "This mail address is not valid.");
    }
}
