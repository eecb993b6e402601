using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Validation;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Canned;

/// <summary>A person's own canned replies.</summary>
sealed class CannedReplies(CptsDbContext db, IContentSeal seal, TimeProvider time)
{
    /// <summary>Longest title, in characters.</summary>
    public const int TitleLength = 100;

    /// <summary>Most replies of one person: more is a list that nobody finds anything in.</summary>
    public const int Most = 50;

    static readonly Refusal Unknown = new NotFound("canned-reply.unknown", "Cette réponse type n'existe pas, ou n'est pas la vôtre.", "There is no such canned reply, or it is not yours.");

    static readonly Refusal TooMany = new Invalid([new("title", "too-many", $"Au plus {Most} réponses types.", $"At most {Most} canned replies.")]);

    /// <summary>By title.</summary>
    public async Task<IReadOnlyList<CannedView>> ListAsync(Caller caller, CancellationToken cancellation) =>
        [.. (await Own(caller).AsNoTracking().ToListAsync(cancellation)).Select(Show).OrderBy(reply => reply.Title, StringComparer.CurrentCultureIgnoreCase)];

    public async Task<Outcome<CannedView>> AddAsync(Caller caller, string? title, string? text, CancellationToken cancellation)
    {
        if (Refuse(title, text) is { } faulty)
            return faulty;
        if (await Own(caller).CountAsync(cancellation) >= Most)
            return TooMany;
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var reply = new CannedReply { Id = id, PersonId = caller.PersonId, CreatedUtc = now.UtcDateTime, Content = Seal(id, title!, text!) };
        db.Add(reply);
        await db.SaveChangesAsync(cancellation);
        return Show(reply);
    }

    /// <summary>Two tabs of one person may save at once: the one that comes last stays.</summary>
    public async Task<Outcome<CannedView>> ChangeAsync(Guid id, Caller caller, string? title, string? text, CancellationToken cancellation)
    {
        if (Refuse(title, text) is { } faulty)
            return faulty;
        if (await Own(caller).AsNoTracking().SingleOrDefaultAsync(reply => reply.Id == id, cancellation) is not { } reply)
            return Unknown;
        reply.Content = Seal(id, title!, text!);
        var changed = await Own(caller).Where(own => own.Id == id).ExecuteUpdateAsync(
            set => set
                .SetProperty(own => own.Content, reply.Content)
                .SetProperty(own => own.ContentKey, reply.ContentKey)
                .SetProperty(own => own.Version, own => own.Version + 1),
            cancellation);
        return changed > 0 ? Show(reply) : Unknown;
    }

    public async Task<Refusal?> DeleteAsync(Guid id, Caller caller, CancellationToken cancellation) =>
        await Own(caller).Where(reply => reply.Id == id).ExecuteDeleteAsync(cancellation) == 0 ? Unknown : null;

    IQueryable<CannedReply> Own(Caller caller) => db.Set<CannedReply>().Where(reply => reply.PersonId == caller.PersonId);

    static Refusal? Refuse(string? title, string? text)
    {
        var faults = new Faults([]);
        faults.RequiredText("title", title, TitleLength);
        faults.RequiredText("text", text, TextLength.Text);
        return faults.Refusal;
    }

    byte[] Seal(Guid id, string title, string text) => seal.SealJson(new CannedText(title.Trim(), text.Trim()), CannedReply.Place(id));

    CannedView Show(CannedReply reply)
    {
        var content = seal.OpenJson<CannedText>(reply.Content, CannedReply.Place(reply.Id));
        return new CannedView(reply.Id, content.Title, content.Text);
    }
}

/// <summary>A canned reply as its owner sees it.</summary>
public sealed record CannedView(Guid Id, string Title, string Text);
