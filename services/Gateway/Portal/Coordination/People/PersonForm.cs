using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.People;
using CptsReferral.Gateway.Portal.Forms;
using Microsoft.Extensions.Primitives;

namespace CptsReferral.Gateway.Portal.Coordination.People;

/// <summary>A member between the form and the command.</summary>
static class PersonForm
{
    public static Body<NewPerson> Read(PostedForm typed) => Body<NewPerson>.Of(new NewPerson(
        typed.Text("displayName"),
        typed.Text("function"),
        typed.Text("email"),
        typed.Text("secondEmail"),
        typed.Text("phone"),
        typed.Text("webhookUrl"),
        typed.Text("webhookSecret"),
        // An emptied field takes the number away; one that is not there leaves it.
        typed.Text("nationalId") ?? ""));

    public static PostedForm Show(PersonDetails person) => new(new Dictionary<string, StringValues>(StringComparer.Ordinal)
    {
        ["displayName"] = person.DisplayName,
        ["function"] = person.Function,
        ["email"] = person.Email,
        ["secondEmail"] = person.SecondEmail,
        ["phone"] = person.Phone,
        ["webhookUrl"] = person.WebhookUrl,
        ["nationalId"] = person.NationalId,
    });
}
