using System.Text.Json;
using CptsReferral.Gateway.Attachments;
using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Paper;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Readings;
using CptsReferral.Gateway.Sealing;
using CptsReferral.Gateway.Search;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Attachments;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Referrals;

/// <summary>Accepts a request once: validated against the current lane version, stored with its fact in one transaction.</summary>
sealed class SubmitReferrals(
    CptsDbContext db, LaneCatalogue lanes, AttachmentLinks attachments, NamedDoctors doctors, IContentSeal seal, SearchKey search, PatientIndex index, ReferralMoves moves, ReferralViews views, ContentAccessLog readings, TimeProvider time)
{
    const int Attempts = 3;

    static readonly Refusal KeyReused = new Unreadable(
        422, "idempotency.key-reused", "Cette clé d'idempotence a déjà servi pour une autre demande.", "This idempotency key was already used for another request.");

    public static readonly Refusal NotARequester = new Forbidden(
        "lane.not-a-requester", "Votre fonction ne permet pas de demander dans cette filière.", "Your function may not ask in this lane.");

    public async Task<Outcome<PostedReferral>> SubmitAsync(Caller caller, IdempotencyKey key, Body<SubmitReferral> body, CancellationToken cancellation)
    {
        if (key.Value is null)
            return Unreadable.Header("Idempotency-Key");
        if (body.Unreadable is { } unreadable)
            return unreadable;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryAsync(caller, key.Value, body, cancellation);
            }
            catch (DbUpdateException) when (attempt < Attempts)
            {
                // The same request, or one with the same attachment, came in at once and won: decided again from what it left.
                db.ChangeTracker.Clear();
            }
        }
    }

    /// <summary>Why it would not be accepted as it is; null when it would. Stores nothing.</summary>
    public async Task<Refusal?> CheckAsync(Caller caller, Body<SubmitReferral> body, CancellationToken cancellation) =>
        (await ExamineAsync(caller, body, cancellation)).Refusal;

    async Task<Outcome<PostedReferral>> TryAsync(Caller caller, string key, Body<SubmitReferral> body, CancellationToken cancellation)
    {
        var record = IdempotencyRecord.Of(caller.PersonId, key, JsonSerializer.SerializeToUtf8Bytes(body.Value), search);
        if (await EarlierAsync(caller, record, cancellation) is { } replay)
            return replay;

        var (request, lane, files, writtenUtc, refusal) = await ExamineAsync(caller, body, cancellation);
        if (refusal is not null)
        {
            // Its twin may have come through meanwhile, and taken the attachments: then it is the answer to this one too.
            return await EarlierAsync(caller, record, cancellation) ?? refusal;
        }

        var nowUtc = time.GetUtcNow().UtcDateTime;
        var id = Referral.NewId(nowUtc);
        var content = Content(request);
        var referral = Referral.Submit(
            new NewReferral(
                id, lane!.Code, lane.Version, request.Priority!.Value, request.Indication!, caller.PersonId, caller.AsActor(),
                seal.SealJson(content, ContentPlace.Request(id)), request.GeneralPractitioner),
            lane.Clock,
            writtenUtc ?? nowUtc,
            enteredUtc: writtenUtc is null ? null : nowUtc);
        db.Add(referral);
        index.Add(id, content.Patient);
        record.ReferralId = id;
        record.CreatedUtc = nowUtc;
        db.Add(record);
        AttachmentLinks.Link(files, referral.Id);
        readings.AddWithMove(caller, referral.Id);
        await moves.SaveAsync(referral, cancellation);
        return new PostedReferral(await views.CreatedAsync(referral, lane, cancellation), Created: true);
    }

    async Task<Examined> ExamineAsync(Caller caller, Body<SubmitReferral> body, CancellationToken cancellation)
    {
        var request = body.Value ?? new(null, null, null, null, null, null, null, null, null);
        var lane = request.Lane is { Length: > 0 } code ? await lanes.GetCurrentAsync(code, cancellation) : null;
        if (lane is not null && !lane.IsAskedBy(caller.Function))
            return new(request, lane, [], null, NotARequester);

        var nowUtc = time.GetUtcNow().UtcDateTime;
        var faults = new Faults(body.Faults);
        SubmitValidation.Check(request, lane, DateOnly.FromDateTime(ParisTime.Of(nowUtc).Date), faults);
        var writtenUtc = PaperBody.Check(request.Paper, fromUtc: null, nowUtc, faults);
        await doctors.CheckAsync(request.GeneralPractitioner, caller, lane, "generalPractitioner", faults, cancellation);
        var files = await attachments.FindAsync(request.Attachments ?? [], caller, lane?.Attachments, "attachments", faults, cancellation);
        return new(request, lane, files, writtenUtc, faults.Refusal);
    }

    async Task<Outcome<PostedReferral>?> EarlierAsync(Caller caller, IdempotencyRecord record, CancellationToken cancellation)
    {
        var earlier = await db.Set<IdempotencyRecord>().AsNoTracking()
            .SingleOrDefaultAsync(known => known.PersonId == record.PersonId && known.Key == record.Key, cancellation);
        if (earlier is null)
            return null;
        if (earlier.BodyHash != record.BodyHash)
            return KeyReused;
        return (await views.ReadAsync(earlier.ReferralId, caller, cancellation)).Succeeded(out var view, out var refusal)
            ? new PostedReferral(view, Created: false)
            : refusal;
    }

    static RequestContent Content(SubmitReferral request) => new(
        new PatientIdentity(
            request.Patient!.BirthName!.Trim(),
            request.Patient.GivenNames!.Trim(),
            request.Patient.BirthDate!.Value,
            request.Patient.Sex!,
            request.Patient.Ins,
            request.Patient.InsStatus,
            request.Patient.Phone),
        request.Question!,
        request.Context,
        new Consent(Given: true, request.Consent!.At),
        request.Answers ?? [],
        request.Attachments ?? []);

    sealed record Examined(SubmitReferral Request, LaneDocument? Lane, IReadOnlyList<Attachment> Files, DateTime? WrittenUtc, Refusal? Refusal);
}

/// <summary>A request that was accepted: by this call, or by an earlier one with the same key.</summary>
sealed record PostedReferral(ReferralView Referral, bool Created);
