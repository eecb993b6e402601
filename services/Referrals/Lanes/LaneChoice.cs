using System.Text.Json.Serialization;

namespace CptsReferral.Referrals.Lanes;

/// <summary>A code that travels and the words that people read for it.</summary>
/// <param name="Question">Of an indication: what is asked nearly always, for whoever adds no words of their own.</param>
public sealed record LaneChoice(
    string Code, LaneText Title, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] LaneText? Question = null);
