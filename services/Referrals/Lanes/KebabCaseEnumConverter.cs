using System.Text.Json;
using System.Text.Json.Serialization;

namespace CptsReferral.Referrals.Lanes;

/// <summary>Enums travel as kebab-case words, whatever options the caller serialises with; numbers are refused.</summary>
public sealed class KebabCaseEnumConverter() : JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false);
