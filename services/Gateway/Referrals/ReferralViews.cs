using CptsReferral.Gateway.Attachments;
using CptsReferral.Gateway.BreakGlass;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Readings;
using CptsReferral.Gateway.Search;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Attachments;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Referrals;

/// <summary>Opens sealed content for the people concerned; nothing else in the gateway does.</summary>
sealed class ReferralViews(CptsDbContext db, LaneCatalogue lanes, IContentSeal seal, ContentAccessLog readings, EmergencyReading emergency, TimeProvider time)
{
    // As many as somebody answers on a long day.
    const int EarlierAnswers = 50;

    /// <summary>A referral with all that its people see of it.</summary>
    public Task<Outcome<ReferralView>> ReadAsync(Guid id, Caller caller, CancellationToken cancellation) =>
        ReadAsync(id, caller, ContentAccessKind.View, cancellation);

    /// <summary>The same, to leave on paper.</summary>
    public Task<Outcome<ReferralView>> ReadToPrintAsync(Guid id, Caller caller, CancellationToken cancellation) =>
        ReadAsync(id, caller, ContentAccessKind.Print, cancellation);

    /// <summary>The reply to a move, with which the reading was written down.</summary>
    public async Task<Outcome<ReferralView>> ShowAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        if (await WholeAsync(id, cancellation) is not { } referral)
            return ReferralAccess.Unknown;
        var lane = await lanes.OfAsync(referral, cancellation);
        if (ReferralAccess.RefuseReading(caller, referral, lane) is { } hidden)
            return hidden;
        return await ViewAsync(referral, lane, cancellation);
    }

    /// <summary>A referral of which a patient gets a copy, in the archive or not. Whoever asks for it has written the reading down.</summary>
    public async Task<ReferralView> CopyAsync(Guid id, CancellationToken cancellation)
    {
        var referral = await WholeAsync(id, cancellation) ?? throw new InvalidOperationException($"There is no referral {id}.");
        return await ViewAsync(referral, await lanes.OfAsync(referral, cancellation), cancellation);
    }

    /// <summary>A referral that was just posted: whole in memory, so that nothing is read again.</summary>
    public Task<ReferralView> CreatedAsync(Referral referral, LaneDocument lane, CancellationToken cancellation) => ViewAsync(referral, lane, cancellation);

    /// <summary>The deadline explained.</summary>
    public async Task<Outcome<ClockView>> ReadClockAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        if (await db.Set<Referral>().AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, cancellation) is not { } referral)
            return ReferralAccess.Unknown;
        var lane = await lanes.OfAsync(referral, cancellation);
        return (await emergency.OfAsync(caller, referral, lane, cancellation)).Refusal is { } hidden ? hidden : ClockView.Of(referral, lane, time.GetUtcNow().UtcDateTime);
    }

    /// <summary>One page of a list, made out of one row more than it shows.</summary>
    /// <param name="lane">Whose desk's list; null for the caller's own.</param>
    public async Task<Page<ReferralLine>> PageAsync(
        IReadOnlyList<Referral> rows, Paging page, Func<Referral, string> key, Caller caller, string? lane, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var lines = page.Of(rows, r => Line(r, PatientOf(r), caller, now), key);
        if (lines.Items.Count > 0)
            await readings.WriteListAsync(caller, lane, cancellation);
        return lines;
    }

    /// <summary>Those of a list whose patient is meant, made out of one row more than are looked at.</summary>
    /// <param name="lane">Whose desk's list; null for the caller's own.</param>
    public async Task<ReferralFinds> FindAsync(IReadOnlyList<Referral> rows, PatientQuery query, Caller caller, string? lane, CancellationToken cancellation)
    {
        var now = time.GetUtcNow().UtcDateTime;
        List<ReferralLine> lines =
        [
            .. rows.Take(ReferralFinds.Most).Select(r => (Referral: r, Patient: PatientOf(r))).Where(found => query.Fits(found.Referral, found.Patient))
                .Select(found => Line(found.Referral, found.Patient, caller, now)),
        ];
        if (lines.Count > 0)
            await readings.WriteListAsync(caller, lane, cancellation);
        return new ReferralFinds(lines, Cut: rows.Count > ReferralFinds.Most);
    }

    /// <summary>What a desk needs of each request to work without the switchboard, in this order.</summary>
    public async Task<IReadOnlyList<PaperLine>> OnPaperAsync(IReadOnlyList<Referral> rows, Caller caller, CancellationToken cancellation)
    {
        var ids = rows.Select(r => (Guid?)r.RequesterId).Concat(rows.Select(r => r.HolderId)).OfType<Guid>().Distinct().ToList();
        var people = await db.Set<Person>().AsNoTracking().Where(person => ids.Contains(person.Id)).ToDictionaryAsync(person => person.Id, cancellation);
        List<PaperLine> lines =
        [
            .. rows.Select(r =>
            {
                var content = ContentOf(r);
                var requester = people.GetValueOrDefault(r.RequesterId);
                return new PaperLine(
                    r.Reference, r.Indication, r.Priority, content.Patient, content.Question, requester?.DisplayName, requester?.Phone,
                    r.HolderId is { } holder ? people.GetValueOrDefault(holder)?.DisplayName : null, ParisTime.Of(r.DueUtc));
            }),
        ];
        await readings.WritePrintsAsync(caller, rows.Select(r => r.Id), cancellation);
        return lines;
    }

    /// <summary>The caller's own latest answers in a lane, the latest first: nothing of them but the fields that the lane carries over to the next one.
    /// These are about places and customs, so that no reading of a patient's request is written down for them (ADR 0044).</summary>
    /// <param name="names">Of the answer; after <see cref="LaneForm.OfRequest"/>, of the request.</param>
    public async Task<IReadOnlyList<EarlierAnswer>> OwnAnswersAsync(Caller caller, string lane, IEnumerable<string> names, CancellationToken cancellation)
    {
        var only = names.ToHashSet(StringComparer.Ordinal);
        var rows = await db.Set<Referral>().AsNoTracking().AtHand()
            .Where(r => r.Lane == lane && r.HolderId == caller.PersonId && r.CompletedUtc != null)
            .Join(db.Set<ReferralAnswer>().Where(answer => answer.AuthorId == caller.PersonId), r => r.Id, answer => answer.ReferralId,
                (r, answer) => new { r.CompletedUtc, answer.AtUtc, answer.ReferralId, answer.Number, Answer = answer.Content, r.OriginId, Request = r.Content })
            .OrderByDescending(row => row.CompletedUtc)
            .Take(EarlierAnswers)
            .ToListAsync(cancellation);
        return
        [
            .. rows.OrderByDescending(row => row.AtUtc)
                .Select(row => new EarlierAnswer(
                    seal.OpenJson<AnswerContent>(row.Answer, ContentPlace.Answer(row.ReferralId, row.Number)).Fields,
                    seal.OpenJson<RequestContent>(row.Request, ContentPlace.Request(row.OriginId)).Answers).Only(only)),
        ];
    }

    Task<Referral?> WholeAsync(Guid id, CancellationToken cancellation) => db.Set<Referral>().AsNoTracking().AsSplitQuery()
        .Include(r => r.Moves.OrderBy(move => move.Version))
        .Include(r => r.Answers.OrderBy(answer => answer.Number))
        .SingleOrDefaultAsync(r => r.Id == id, cancellation);

    async Task<Outcome<ReferralView>> ReadAsync(Guid id, Caller caller, ContentAccessKind kind, CancellationToken cancellation)
    {
        db.ChangeTracker.Clear();
        if (await WholeAsync(id, cancellation) is not { } referral)
            return ReferralAccess.Unknown;
        var lane = await lanes.OfAsync(referral, cancellation);
        var right = await emergency.OfAsync(caller, referral, lane, cancellation);
        if (right.Refusal is { } hidden)
            return hidden;
        var view = await ViewAsync(referral, lane, cancellation);
        await readings.WriteAsync(caller, kind, id, cancellation, right.Purpose);
        return view with { BreakGlassUntil = ParisTime.Of(right.UntilUtc) };
    }

    RequestContent ContentOf(Referral referral) => seal.OpenJson<RequestContent>(referral.Content, ContentPlace.Request(referral.OriginId));

    PatientIdentity PatientOf(Referral referral) => ContentOf(referral).Patient;

    static ReferralLine Line(Referral referral, PatientIdentity patient, Caller caller, DateTime nowUtc) => new(
        referral.Id,
        referral.Reference,
        referral.Lane,
        referral.Status,
        referral.Version,
        referral.Priority,
        referral.Indication,
        new PatientLine(patient.BirthName, patient.GivenNames, patient.BirthDate, patient.Sex),
        referral.HolderId is { } holder ? new HolderLine(referral.HolderFunction!, holder == caller.PersonId) : null,
        ParisTime.Of(referral.SubmittedUtc),
        ParisTime.Of(referral.DueUtc),
        AtRisk: referral.DueUtc > nowUtc && referral.AtRiskUtc <= nowUtc,
        Breached: referral.DueUtc <= nowUtc,
        Opened: referral.OpenedUtc is not null);

    async Task<ReferralView> ViewAsync(Referral referral, LaneDocument lane, CancellationToken cancellation)
    {
        var content = ContentOf(referral);
        var people = await PeopleAsync(referral, cancellation);
        // One that was only posted has no files but those that it names.
        Dictionary<Guid, AttachmentView> files = content.Attachments.Count == 0 && referral.Moves.Count == 1 ? [] : await FilesAsync(referral, cancellation);
        return new ReferralView(
            referral.Id,
            referral.Reference,
            referral.Lane,
            referral.LaneVersion,
            referral.Status,
            referral.Version,
            referral.Priority,
            referral.Indication,
            people[referral.RequesterId],
            referral.GeneralPractitionerId is { } doctor ? people.GetValueOrDefault(doctor) : null,
            referral.HolderId is { } holder ? people.GetValueOrDefault(holder) : null,
            content.Patient,
            content.Question,
            content.Context,
            content.Consent,
            content.Answers,
            Files(content.Attachments),
            ParisTime.Of(referral.SubmittedUtc),
            ParisTime.Of(referral.DeliveredUtc),
            ParisTime.Of(referral.OpenedUtc),
            ParisTime.Of(referral.ClosedUtc),
            referral.Impact,
            referral.RedirectedFromId,
            referral.RedirectedToId,
            ClockView.Of(referral, lane, time.GetUtcNow().UtcDateTime),
            AnswerInForce(),
            [.. referral.Moves.Select(Move)]);

        IReadOnlyList<AttachmentView> Files(IReadOnlyList<Guid> ids) => [.. ids.Where(files.ContainsKey).Select(id => files[id])];

        PersonView? Who(Guid? id) => id is { } person ? people.GetValueOrDefault(person) : null;

        AnswerView? AnswerInForce()
        {
            var versions = referral.Answers.Select(answer => (answer, content: seal.OpenJson<AnswerContent>(answer.Content, ContentPlace.Answer(answer.ReferralId, answer.Number))))
                .Select(v => new AnswerView(
                    v.answer.Number, ParisTime.Of(v.answer.AtUtc), ParisTime.Of(v.answer.EnteredUtc), Who(v.answer.AuthorId), v.content.Text, v.content.Fields, Files(v.content.Attachments), []))
                .ToList();
            return versions.Count == 0 ? null : versions[^1] with { Earlier = versions[..^1] };
        }

        MoveView Move(ReferralMove move)
        {
            var note = move.Note is null ? null : seal.OpenJson<MoveNote>(move.Note, ContentPlace.Note(move.ReferralId, move.Version));
            return new MoveView(
                ParisTime.Of(move.AtUtc), ParisTime.Of(move.EnteredUtc), move.Kind, move.Status, move.Version, move.ActorFunction, Who(move.ActorId),
                note?.Reason, note?.Text, Files(note?.Attachments ?? []));
        }
    }

    Task<Dictionary<Guid, AttachmentView>> FilesAsync(Referral referral, CancellationToken cancellation) => db.Set<Attachment>().AsNoTracking()
        .Where(file => file.ReferralId != null && db.Set<Referral>().Where(r => r.OriginId == referral.OriginId).Select(r => r.Id).Contains(file.ReferralId.Value))
        .ToDictionaryAsync(file => file.Id, file => AttachmentView.Of(file, seal), cancellation);

    async Task<Dictionary<Guid, PersonView>> PeopleAsync(Referral referral, CancellationToken cancellation)
    {
        var ids = referral.Moves.Select(move => move.ActorId).Append(referral.RequesterId).Append(referral.GeneralPractitionerId).Append(referral.HolderId)
            .Concat(referral.Answers.Select(answer => (Guid?)answer.AuthorId))
            .OfType<Guid>().Distinct().ToList();
        return await db.Set<Person>().AsNoTracking()
            .Where(person => ids.Contains(person.Id))
            .ToDictionaryAsync(person => person.Id, person => new PersonView(person.Id, person.Function, person.DisplayName), cancellation);
    }
}
