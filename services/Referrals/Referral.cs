using CptsReferral.Contracts;
using CptsReferral.Contracts.Referrals;
using CptsReferral.Referrals.Clocks;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Referrals;

/// <summary>One request for help with one patient, from the moment it is accepted to the moment its requester closed it.
/// Every move checks the state, dates a row of the timeline, and leaves the fact that others have to learn in <see cref="Facts"/>.</summary>
public sealed class Referral
{
    readonly List<IReferralFact> facts = [];

    Referral()
    {
    }

    public Guid Id { get; private set; }

    /// <summary>The id in a form that every database sorts the same way: newest is greatest.</summary>
    public string SortKey { get; private set; } = "";

    /// <summary>Short reference that people can say on the phone.</summary>
    public string Reference { get; private set; } = "";

    public string Lane { get; private set; } = "";

    public int LaneVersion { get; private set; }

    public Priority Priority { get; private set; }

    public string Indication { get; private set; } = "";

    public Guid RequesterId { get; private set; }

    /// <summary>The doctor on whose behalf somebody else asked: what concerns the requester concerns them.</summary>
    public Guid? GeneralPractitionerId { get; private set; }

    public Guid? HolderId { get; private set; }

    public string? HolderFunction { get; private set; }

    public ReferralStatus Status { get; private set; }

    public int Version { get; private set; }

    public DateTime SubmittedUtc { get; private set; }

    public DateTime? ClaimedUtc { get; private set; }

    public DateTime? FirstResponseUtc { get; private set; }

    /// <summary>When the clock ended: answered, declined, redirected or cancelled.</summary>
    public DateTime? CompletedUtc { get; private set; }

    /// <summary>Whether a stage was late when the clock ended.</summary>
    public bool CompletedLate { get; private set; }

    public DateTime? DeliveredUtc { get; private set; }

    public DateTime? OpenedUtc { get; private set; }

    public DateTime? ClosedUtc { get; private set; }

    /// <summary>When the last move was made.</summary>
    public DateTime LastMoveUtc { get; private set; }

    /// <summary>Since when nothing is left to be done: the periods of retention count from here. Null while anything is, and once it was erased.</summary>
    public DateTime? RestsSinceUtc
    {
        get => ErasedUtc is null && !IsOpen && (!AwaitsOpening || Status == ReferralStatus.Redirected) ? LastMoveUtc : null;
        private set => _ = value;
    }

    /// <summary>When it left the daily work for the archive; from then on its content is opened for nobody by the daily means, and nothing moves any more.</summary>
    public DateTime? ArchivedUtc { get; private set; }

    /// <summary>When its content was erased. What remains are dates, states, functions: what figures are counted from.</summary>
    public DateTime? ErasedUtc { get; private set; }

    public Impact? Impact { get; private set; }

    public IReadOnlyList<Pause> Pauses { get; private set; } = [];

    /// <summary>Due time of the running stage; null while paused or done.</summary>
    public DateTime? DueUtc { get; private set; }

    /// <summary>From when the running stage counts as at risk: its last warning; null while paused or done.</summary>
    public DateTime? AtRiskUtc { get; private set; }

    /// <summary>Place on the worklist; null when not on it. While paused, the due time before the pause.</summary>
    public DateTime? WorklistDueUtc { get; private set; }

    /// <summary>Number of answer versions.</summary>
    public int AnswerCount { get; private set; }

    /// <summary>The first referral of a chain of redirections; itself when it was not redirected. Files of the chain are shared.</summary>
    public Guid OriginId { get; private set; }

    public Guid? RedirectedFromId { get; private set; }

    public Guid? RedirectedToId { get; private set; }

    /// <summary>Sealed <see cref="Content.RequestContent"/>.</summary>
    public byte[] Content { get; private set; } = [];

    /// <summary>The key of <see cref="Content"/>, see <see cref="SealedFormat.KeyOf"/>.</summary>
    public Guid? ContentKey { get => SealedFormat.KeyOf(Content); private set => _ = value; }

    public List<ReferralMove> Moves { get; } = [];

    public List<ReferralAnswer> Answers { get; } = [];

    /// <summary>Facts of the moves made since loading, to be published with the change.</summary>
    public IReadOnlyList<IReferralFact> Facts => facts;

    /// <summary>The clock's view of this referral.</summary>
    public ClockFacts ClockFacts => new(SubmittedUtc, FirstResponseUtc, CompletedUtc, Status == ReferralStatus.Submitted || HolderId is null ? null : ClaimedUtc, Pauses);

    /// <summary><see cref="SortKey"/> while the switchboard still owes something: an answer, or that the requester has seen what came back.
    /// Null once it does not, so that whoever checks what is owed does not meet what is past.</summary>
    public string? OwedKey { get => IsOpen || AwaitsOpening ? SortKey : null; private set => _ = value; }

    /// <summary>Before this nothing can have been answered on paper: it was not asked yet, or not all of it.</summary>
    public DateTime PaperFromUtc => Pauses is [.., { ToUtc: { } resumed }] ? resumed : SubmittedUtc;

    /// <summary>Whether something is on its way to the requester, or there and unopened.</summary>
    public bool AwaitsOpening => CompletedUtc is not null && OpenedUtc is null && Status is not (ReferralStatus.Cancelled or ReferralStatus.Closed);

    /// <summary>Whether it is with its desk and not on the worklist, or the other way round.</summary>
    public bool IsMisplaced =>
        (WorklistDueUtc is not null) != (Status is ReferralStatus.Queued or ReferralStatus.Claimed or ReferralStatus.AwaitingInformation);

    bool IsOpen => Status is ReferralStatus.Submitted or ReferralStatus.Queued or ReferralStatus.Claimed or ReferralStatus.AwaitingInformation;

    /// <summary>An id for a referral that is about to be submitted.</summary>
    public static Guid NewId(DateTime nowUtc) => Guid.CreateVersion7(new DateTimeOffset(nowUtc, TimeSpan.Zero));

    /// <summary>Accepts a request.</summary>
    /// <param name="nowUtc">When it was made: its clock runs from here.</param>
    /// <param name="enteredUtc">When it was entered, if it was made on paper; null otherwise.</param>
    public static Referral Submit(NewReferral request, LaneClock clock, DateTime nowUtc, DateTime? enteredUtc = null)
    {
        var id = request.Id;
        var referral = new Referral
        {
            Id = id,
            SortKey = id.ToString("N"),
            Reference = ReferralReference.Of(id),
            Lane = request.Lane,
            LaneVersion = request.LaneVersion,
            Priority = request.Priority,
            Indication = request.Indication,
            RequesterId = request.RequesterId,
            GeneralPractitionerId = request.GeneralPractitionerId,
            OriginId = request.RedirectedFrom?.OriginId ?? id,
            RedirectedFromId = request.RedirectedFrom?.Id,
            Content = request.Content,
            SubmittedUtc = nowUtc,
        };
        referral.Move(MoveKind.Submitted, ReferralStatus.Submitted, request.By, nowUtc, note: null, enteredUtc);
        referral.ReadClock(clock, enteredUtc ?? nowUtc);
        referral.Tell(new ReferralSubmitted(id, referral.Lane, referral.Version, enteredUtc ?? nowUtc, referral.LaneVersion));
        return referral;
    }

    /// <summary>The desk has it on its worklist.</summary>
    public Refusal? Queue(LaneClock clock, DateTime nowUtc)
    {
        if (Status != ReferralStatus.Submitted)
            return Refuse("queue");
        Move(MoveKind.Queued, ReferralStatus.Queued, Actor.System, nowUtc, note: null);
        ReadClock(clock, nowUtc);
        Tell(new ReferralQueued(Id, Lane, Version, nowUtc));
        return null;
    }

    public Refusal? Claim(Actor by, LaneClock clock, DateTime nowUtc) => Claim(by, clock, nowUtc, enteredUtc: null);

    Refusal? Claim(Actor by, LaneClock clock, DateTime nowUtc, DateTime? enteredUtc)
    {
        if (HolderId is not null && IsOpen)
            return HolderId == by.PersonId ? Refuse("claim") : new HeldByAnother(Status, HolderFunction!);
        if (Status != ReferralStatus.Queued)
            return Refuse("claim");
        HolderId = by.PersonId;
        HolderFunction = by.Function;
        ClaimedUtc = nowUtc;
        FirstResponseUtc ??= nowUtc;
        Move(MoveKind.Claimed, ReferralStatus.Claimed, by, nowUtc, note: null, enteredUtc);
        ReadClock(clock, enteredUtc ?? nowUtc);
        Tell(new ReferralClaimed(Id, Lane, Version, enteredUtc ?? nowUtc, by.PersonId!.Value));
        return null;
    }

    /// <summary>The holder gives the claim back, or it ran out (<paramref name="by"/> is the system).</summary>
    public Refusal? Release(Actor by, byte[]? note, LaneClock clock, DateTime nowUtc)
    {
        var timedOut = by == Actor.System;
        if (Status != ReferralStatus.Claimed)
            return Refuse("release");
        if (!timedOut && HolderId != by.PersonId)
            return new HeldByAnother(Status, HolderFunction!);
        HolderId = null;
        HolderFunction = null;
        ClaimedUtc = null;
        Move(timedOut ? MoveKind.ClaimTimedOut : MoveKind.Released, ReferralStatus.Queued, by, nowUtc, note);
        ReadClock(clock, nowUtc);
        Tell(new ReferralReleased(Id, Lane, Version, nowUtc, timedOut));
        return null;
    }

    public Refusal? RequestInformation(Actor by, byte[] question, LaneClock clock, DateTime nowUtc)
    {
        if (RefuseUnlessHeldBy(by, "information-request", ReferralStatus.Claimed) is { } refusal)
            return refusal;
        Pauses = [.. Pauses, new Pause(nowUtc, null)];
        Move(MoveKind.InformationRequested, ReferralStatus.AwaitingInformation, by, nowUtc, question);
        ReadClock(clock, nowUtc);
        Tell(new InformationRequested(Id, Lane, Version, nowUtc));
        return null;
    }

    public Refusal? ProvideInformation(Actor by, byte[] reply, LaneClock clock, DateTime nowUtc)
    {
        if (Status != ReferralStatus.AwaitingInformation)
            return Refuse("information");
        Pauses = [.. Pauses.SkipLast(1), Pauses[^1] with { ToUtc = nowUtc }];
        Move(MoveKind.InformationProvided, ReferralStatus.Claimed, by, nowUtc, reply);
        ReadClock(clock, nowUtc);
        Tell(new InformationProvided(Id, Lane, Version, nowUtc));
        return null;
    }

    /// <summary>The patient could not be reached: a dated row for those who try next. Neither the claim nor the clock changes.</summary>
    public Refusal? AttemptContact(Actor by, byte[]? note, DateTime nowUtc)
    {
        if (RefuseUnlessHeldBy(by, "contact-attempt", ReferralStatus.Claimed) is { } refusal)
            return refusal;
        Move(MoveKind.ContactAttempted, Status, by, nowUtc, note);
        Tell(new ContactAttempted(Id, Lane, Version, nowUtc));
        return null;
    }

    public Refusal? Answer(Actor by, byte[] content, LaneClock clock, DateTime nowUtc)
    {
        if (RefuseUnlessHeldBy(by, "answer", ReferralStatus.Claimed) is { } refusal)
            return refusal;
        Complete(MoveKind.Answered, ReferralStatus.Answered, by, note: null, clock, nowUtc);
        AddAnswer(by, content, nowUtc);
        Tell(new ReferralAnswered(Id, Lane, Version, nowUtc));
        return null;
    }

    /// <summary>An answer that was given on paper while the switchboard was out of reach. Whoever gave it had taken the request, unless somebody did here.</summary>
    /// <param name="writtenUtc">When it was given; not before <see cref="PaperFromUtc"/>. The clock ended then.</param>
    public Refusal? AnswerOnPaper(Actor by, byte[] content, LaneClock clock, DateTime writtenUtc, DateTime nowUtc)
    {
        if (Status == ReferralStatus.Queued && Claim(by, clock, writtenUtc, nowUtc) is { } taken)
            return taken;
        if (RefuseUnlessHeldBy(by, "answer", ReferralStatus.Claimed) is { } refusal)
            return refusal;
        if (writtenUtc < FirstResponseUtc)
            FirstResponseUtc = writtenUtc;
        Complete(MoveKind.Answered, ReferralStatus.Answered, by, note: null, clock, writtenUtc, nowUtc);
        AddAnswer(by, content, writtenUtc, nowUtc);
        Tell(new ReferralAnswered(Id, Lane, Version, nowUtc));
        return null;
    }

    /// <summary>A correction matters even after closing: it opens the return loop again. Earlier versions stay.</summary>
    public Refusal? Amend(Actor by, byte[] content, DateTime nowUtc)
    {
        if (RefuseUnlessHeldBy(by, "amendment", ReferralStatus.Answered, ReferralStatus.Delivered, ReferralStatus.Closed) is { } refusal)
            return refusal;
        DeliveredUtc = OpenedUtc = ClosedUtc = null;
        Move(MoveKind.Amended, ReferralStatus.Answered, by, nowUtc, note: null);
        AddAnswer(by, content, nowUtc);
        Tell(new AnswerAmended(Id, Lane, Version, nowUtc, AnswerCount));
        return null;
    }

    public Refusal? Decline(Actor by, byte[] note, LaneClock clock, DateTime nowUtc)
    {
        if (RefuseUnlessFreeOrHeldBy(by, "decline") is { } refusal)
            return refusal;
        Complete(MoveKind.Declined, ReferralStatus.Declined, by, note, clock, nowUtc);
        Tell(new ReferralDeclined(Id, Lane, Version, nowUtc));
        return null;
    }

    /// <summary>The same request, submitted anew in another lane under its current version; the requester stays the first one, and so does the doctor they asked for.</summary>
    public Referral Successor(LaneDocument target, Actor by, DateTime nowUtc) => Submit(
        new NewReferral(NewId(nowUtc), target.Code, target.Version, Priority, Indication, RequesterId, by, Content, GeneralPractitionerId, RedirectedFrom: this), target.Clock, nowUtc);

    /// <summary>Ends this referral in favour of <paramref name="successor"/>, which was submitted in another lane.</summary>
    public Refusal? Redirect(Actor by, byte[] note, Referral successor, LaneClock clock, DateTime nowUtc)
    {
        if (RefuseRedirect(by) is { } refusal)
            return refusal;
        RedirectedToId = successor.Id;
        Complete(MoveKind.Redirected, ReferralStatus.Redirected, by, note, clock, nowUtc);
        Tell(new ReferralRedirected(Id, Lane, Version, nowUtc, successor.Id));
        return null;
    }

    /// <summary>The place of what will be said with the next move.</summary>
    public ContentPlace NextNote() => ContentPlace.Note(Id, Version + 1);

    /// <summary>The place of the next version of the answer.</summary>
    public ContentPlace NextAnswer() => ContentPlace.Answer(Id, AnswerCount + 1);

    /// <summary>Why <paramref name="by"/> may not redirect now; null when they may.</summary>
    public Refusal? RefuseRedirect(Actor by) => RefuseUnlessFreeOrHeldBy(by, "redirect");

    public Refusal? Cancel(Actor by, byte[]? note, LaneClock clock, DateTime nowUtc)
    {
        if (!IsOpen)
            return Refuse("cancel");
        if (Pauses is [.., { ToUtc: null } open])
            Pauses = [.. Pauses.SkipLast(1), open with { ToUtc = nowUtc }];
        Complete(MoveKind.Cancelled, ReferralStatus.Cancelled, by, note, clock, nowUtc);
        Tell(new ReferralCancelled(Id, Lane, Version, nowUtc));
        return null;
    }

    /// <summary>A channel of the requester took the notice. Saying so twice changes nothing.</summary>
    public void Deliver(DateTime nowUtc)
    {
        if (DeliveredUtc is not null || IsOpen || Status == ReferralStatus.Cancelled)
            return;
        DeliveredUtc = nowUtc;
        Move(MoveKind.Delivered, Status == ReferralStatus.Answered ? ReferralStatus.Delivered : Status, Actor.System, nowUtc, note: null);
        Tell(new ReferralDelivered(Id, Lane, Version, nowUtc));
    }

    /// <summary>The requester opened what came back. Opening again changes nothing.</summary>
    public Refusal? Open(Actor by, DateTime nowUtc)
    {
        if (IsOpen || Status == ReferralStatus.Cancelled)
            return Refuse("open");
        if (OpenedUtc is not null)
            return null;
        OpenedUtc = nowUtc;
        DeliveredUtc ??= nowUtc;
        Move(MoveKind.Opened, Status == ReferralStatus.Answered ? ReferralStatus.Delivered : Status, by, nowUtc, note: null);
        Tell(new AnswerOpened(Id, Lane, Version, nowUtc));
        return null;
    }

    public Refusal? Close(Actor by, Impact impact, byte[]? comment, DateTime nowUtc)
    {
        if (Status is not (ReferralStatus.Answered or ReferralStatus.Delivered))
            return Refuse("close");
        Impact = impact;
        OpenedUtc ??= nowUtc;
        DeliveredUtc ??= nowUtc;
        ClosedUtc = nowUtc;
        Move(MoveKind.Closed, ReferralStatus.Closed, by, nowUtc, comment);
        Tell(new ReferralClosed(Id, Lane, Version, nowUtc));
        return null;
    }

    /// <summary>Computes due times and the place on the worklist once more from what is stored; after <see cref="IsMisplaced"/>.</summary>
    public void TakePlace(LaneClock clock, DateTime nowUtc) => ReadClock(clock, nowUtc);

    void Complete(MoveKind kind, ReferralStatus status, Actor by, byte[]? note, LaneClock clock, DateTime nowUtc, DateTime? enteredUtc = null)
    {
        CompletedUtc = nowUtc;
        Move(kind, status, by, nowUtc, note, enteredUtc);
        ReadClock(clock, nowUtc);
    }

    void AddAnswer(Actor by, byte[] content, DateTime nowUtc, DateTime? enteredUtc = null) => Answers.Add(new ReferralAnswer
    {
        ReferralId = Id,
        Number = ++AnswerCount,
        AtUtc = nowUtc,
        EnteredUtc = enteredUtc,
        AuthorId = by.PersonId!.Value,
        AuthorFunction = by.Function,
        Content = content,
    });

    void Move(MoveKind kind, ReferralStatus status, Actor by, DateTime nowUtc, byte[]? note, DateTime? enteredUtc = null)
    {
        Status = status;
        Version++;
        LastMoveUtc = enteredUtc ?? nowUtc;
        Moves.Add(new ReferralMove
        {
            ReferralId = Id,
            Version = Version,
            Kind = kind,
            Status = status,
            AtUtc = nowUtc,
            EnteredUtc = enteredUtc,
            ActorId = by.PersonId,
            ActorFunction = by.Function,
            Note = note,
        });
    }

    void ReadClock(LaneClock clock, DateTime nowUtc)
    {
        var reading = ReferralClock.Read(clock, ClockFacts, nowUtc);
        DueUtc = reading.DueUtc;
        CompletedLate = CompletedUtc is not null && reading.Breached;
        AtRiskUtc = reading.Acts.Where(act => act.Kind == ClockActKind.Warning && DueUtc is not null && act.DueUtc <= DueUtc)
            .Select(act => (DateTime?)act.DueUtc).Max();
        WorklistDueUtc = Status switch
        {
            ReferralStatus.Queued or ReferralStatus.Claimed => DueUtc ?? WorklistDueUtc ?? nowUtc,
            ReferralStatus.AwaitingInformation => WorklistDueUtc ?? nowUtc,
            _ => null,
        };
    }

    void Tell(IReferralFact fact) => facts.Add(fact);

    WrongState Refuse(string move) => new(Status, move);

    Refusal? RefuseUnlessHeldBy(Actor by, string move, params ReadOnlySpan<ReferralStatus> allowed)
    {
        if (!allowed.Contains(Status))
            return Refuse(move);
        return HolderId == by.PersonId ? null : new HeldByAnother(Status, HolderFunction!);
    }

    Refusal? RefuseUnlessFreeOrHeldBy(Actor by, string move)
    {
        if (Status is not (ReferralStatus.Queued or ReferralStatus.Claimed))
            return Refuse(move);
        return HolderId is null || HolderId == by.PersonId ? null : new HeldByAnother(Status, HolderFunction!);
    }
}
