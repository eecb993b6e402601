using System.Text.Json;

namespace CptsReferral.Floor.Stores;

/// <param name="Body">As it arrived.</param>
sealed record Submission(Referral Referral, byte[] Body, Letter Letter);

/// <summary>What goes into the outbox.</summary>
sealed record Letter(string Destination, byte[] Body)
{
    public static Letter To(string destination, Referral referral) => new(destination, JsonSerializer.SerializeToUtf8Bytes(referral, FloorJson.Default.Referral));
}

sealed record OutboxRow(long Sequence, string Destination, byte[] Body);

sealed record RoutedReferral(Referral Referral, Clock Reminder, Clock Breach, Letter Letter);

sealed record Clock(Guid Id, DateTime DueAt, ClockKind Kind);

enum ClockKind : short
{
    Reminder,
    Breach,
}

sealed record WorklistEntry(Guid Referral, string Lane, DateTime DueAt, DateTime Since);
