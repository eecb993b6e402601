namespace CptsReferral.Drills.Faults;

/// <summary>A fault as it came and went.</summary>
/// <param name="Recovery">From its healing until a request posted then was on its worklist; null when that never happened.</param>
sealed record Outage(int Number, string Kind, string Target, TimeSpan Struck, TimeSpan Healed, TimeSpan? Recovery);
