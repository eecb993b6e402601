using System.Text.Json;

namespace CptsReferral.Gateway.Referrals;

static class Answers
{
    /// <summary>The form's values as one JSON object; an absent form is an empty one.</summary>
    public static JsonElement ToElement(Dictionary<string, JsonElement>? values) => JsonSerializer.SerializeToElement(values ?? []);
}
