using CptsReferral.Gateway.Bodies;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.BreakGlass;

/// <summary>What the data-protection officer looks at afterwards: every opening with its reason and its words, and what they found, said once.</summary>
sealed class BreakGlassReviews(CptsDbContext db, IContentSeal seal, IOptions<BreakGlassOptions> options, TimeProvider time)
{
    /// <summary>Longest note, in characters.</summary>
    public const int NoteLength = 1000;

    static readonly Refusal Unknown = new NotFound("break-glass.unknown", "Cet accès en urgence n'existe pas.", "There is no such emergency access.");

    static readonly Refusal Reviewed = new Conflict(
        "break-glass.reviewed", "Cet accès en urgence a déjà été revu.", "This emergency access was reviewed already.");

    /// <summary>Newest first.</summary>
    /// <param name="unreviewed">Only those that still wait for a review.</param>
    public async Task<Outcome<Page<BreakGlassReview>>> ListAsync(Caller caller, bool? unreviewed, string? cursor, int? limit, CancellationToken cancellation)
    {
        if (!caller.IsDataProtectionOfficer)
            return Caller.OnlyDataProtection;
        if (!Paging.TryRead(cursor, limit, Paging.IsSortKey, out var page))
            return Unreadable.Query("cursor");
        var openings = db.Set<BreakGlassOpening>().AsNoTracking();
        if (unreviewed is { } waiting)
            openings = openings.Where(opening => (opening.ReviewedUtc == null) == waiting);
        if (page.After is { } after)
            openings = openings.Where(opening => string.Compare(opening.SortKey, after) < 0);
        var rows = await openings.OrderByDescending(opening => opening.SortKey).Take(page.Limit + 1).ToListAsync(cancellation);
        var views = (await ShowAsync(rows, cancellation)).ToDictionary(view => view.Id);
        return page.Of(rows, opening => views[opening.Id], opening => opening.SortKey);
    }

    /// <summary>How many wait for a review, and how many of them for too long.</summary>
    public async Task<(int Waiting, int Overdue)> WaitingAsync(CancellationToken cancellation)
    {
        var before = time.GetUtcNow().UtcDateTime - options.Value.ReviewWithin;
        var waiting = db.Set<BreakGlassOpening>().Where(opening => opening.ReviewedUtc == null);
        return (await waiting.CountAsync(cancellation), await waiting.CountAsync(opening => opening.OpenedUtc <= before, cancellation));
    }

    public async Task<Outcome<BreakGlassReview>> ReviewAsync(Guid id, Caller caller, Body<NewBreakGlassReview> body, CancellationToken cancellation)
    {
        if (!caller.IsDataProtectionOfficer)
            return Caller.OnlyDataProtection;
        var faults = new Faults(body.Faults);
        faults.Required("verdict", body.Value?.Verdict);
        faults.NoLongerThan("note", body.Value?.Note, NoteLength);
        if ((body.Unreadable ?? faults.Refusal) is { } refusal)
            return refusal;
        if (await db.Set<BreakGlassOpening>().SingleOrDefaultAsync(opening => opening.Id == id, cancellation) is not { } opening)
            return Unknown;
        if (opening.ReviewedUtc is not null)
            return Reviewed;

        opening.Verdict = body.Value!.Verdict;
        opening.ReviewedUtc = time.GetUtcNow().UtcDateTime;
        opening.ReviewedBy = caller.PersonId;
        opening.ReviewNote = string.IsNullOrWhiteSpace(body.Value.Note) ? null : seal.SealText(body.Value.Note.Trim(), BreakGlassOpening.ReviewNotePlace(id));
        opening.Version++;
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateConcurrencyException)
        {
            // A review is all that ever changes one.
            return Reviewed;
        }

        return (await ShowAsync([opening], cancellation))[0];
    }

    /// <summary>Every opening of a request, the latest first, for a copy of what is kept about a patient.</summary>
    public async Task<IReadOnlyList<BreakGlassReview>> OfReferralAsync(Guid referral, CancellationToken cancellation) => await ShowAsync(
        await db.Set<BreakGlassOpening>().AsNoTracking().Where(opening => opening.ReferralId == referral).OrderByDescending(opening => opening.SortKey).ToListAsync(cancellation),
        cancellation);

    async Task<IReadOnlyList<BreakGlassReview>> ShowAsync(IReadOnlyList<BreakGlassOpening> openings, CancellationToken cancellation)
    {
        var people = openings.Select(opening => opening.PersonId).Concat(openings.Select(opening => opening.ReviewedBy).OfType<Guid>()).Distinct().ToList();
        var names = await db.Set<Person>().AsNoTracking().Where(person => people.Contains(person.Id)).ToDictionaryAsync(person => person.Id, person => person.DisplayName, cancellation);
        var about = openings.Select(opening => opening.ReferralId).Distinct().ToList();
        var references = await db.Set<Referral>().AsNoTracking().Where(referral => about.Contains(referral.Id)).ToDictionaryAsync(referral => referral.Id, referral => referral.Reference, cancellation);
        var now = time.GetUtcNow().UtcDateTime;
        return
        [
            .. openings.Select(opening => new BreakGlassReview(
                opening.Id,
                new PersonView(opening.PersonId, opening.Function, names.GetValueOrDefault(opening.PersonId, "")),
                references.GetValueOrDefault(opening.ReferralId, ""),
                opening.Reason,
                opening.Justification is null ? null : seal.OpenText(opening.Justification, BreakGlassOpening.JustificationPlace(opening.Id)),
                ParisTime.Of(opening.OpenedUtc),
                ParisTime.Of(opening.UntilUtc),
                ParisTime.Of(opening.OpenedUtc + options.Value.ReviewWithin),
                Overdue: opening.ReviewedUtc is null && opening.OpenedUtc + options.Value.ReviewWithin <= now,
                opening.Verdict,
                ParisTime.Of(opening.ReviewedUtc),
                opening.ReviewedBy is { } officer ? new PersonView(officer, Functions.DataProtectionOfficer, names.GetValueOrDefault(officer, "")) : null,
                opening.ReviewNote is null ? null : seal.OpenText(opening.ReviewNote, BreakGlassOpening.ReviewNotePlace(opening.Id)))),
        ];
    }
}
