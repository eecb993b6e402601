using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;

namespace CptsReferral.Gateway.Readings;

static class ReadingEndpoints
{
    public static RouteGroupBuilder MapReadings(this RouteGroupBuilder api)
    {
        api.MapGet("/readings", ListAsync)
            .Produces<Page<ReadingView>>().WithProblems(400, 403)
            .WithName("listReadings").WithSummary("Who read what, newest first, for the data-protection officer: no content.");
        api.MapGet("/readings/record", (Caller caller, ReadingList readings, CancellationToken cancellation) => Replies.OfAsync(readings.StateAsync(caller, cancellation)))
            .Produces<RecordView>().WithProblems(403)
            .WithName("readRecord").WithSummary("How far the record of readings is sealed, and what its last verification found.");
        return api;
    }

    static Task<IResult> ListAsync(
        Caller caller, ReadingList readings, Guid? person, Guid? referral, string? reference, string? from, string? to, string? cursor, int? limit, CancellationToken cancellation) =>
        Replies.OfAsync(readings.ListAsync(caller, new ReadingQuestion(person, referral, reference, from, to), cursor, limit, cancellation));
}

/// <summary>One reading: who, what, when, which way, and what speaks for it.</summary>
/// <param name="Purpose">By what right, where it is not the ordinary one of the people concerned.</param>
sealed record ReadingView(
    long Number,
    DateTimeOffset At,
    PersonView Person,
    ContentAccessKind Kind,
    Guid? ReferralId,
    string? Reference,
    Guid? AttachmentId,
    string? Lane,
    ContentAccessChannel Channel,
    ContentAccessPurpose? Purpose,
    string? Address,
    ReadingProof Proof);

/// <summary>The record as a whole; null for what is not there yet.</summary>
public sealed record RecordView(SealView? NewestSeal, VerificationView? LastVerification);

/// <summary>The newest seal, and the highest reading under it.</summary>
public sealed record SealView(long Number, DateTimeOffset At, long UpTo);

/// <summary>The last verification; with 0 findings nothing was changed.</summary>
public sealed record VerificationView(DateTimeOffset At, long Readings, long Seals, long Findings);
