using System.Globalization;
using CptsReferral.Gateway.Referrals;
using Microsoft.Extensions.Primitives;

namespace CptsReferral.Gateway.Portal.Forms;

/// <summary>What a lane's form holds when it opens: the choice that is made nearly always, the present minute. What needs a tap stays open.</summary>
static class UsualAnswers
{
    public static PostedForm Of(IEnumerable<LaneField> fields, string prefix, DateTimeOffset now) => new(fields
        .Where(field => field.Usual is not null && field.Kind is FieldKind.OneOf or FieldKind.DateTime)
        .ToDictionary(
            field => $"{prefix}.{field.Name}",
            field => new StringValues(field.Kind == FieldKind.OneOf ? field.Usual!.Fr : ParisTime.Of(now.UtcDateTime).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture)),
            StringComparer.Ordinal));
}
