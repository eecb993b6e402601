using System.Security.Cryptography;
using CptsReferral.Gateway.BreakGlass;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Readings;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Attachments;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Attachments;

/// <summary>Photographs, tracings and documents, whichever way they came: checked by their content, kept sealed, given to the people concerned.</summary>
sealed class AttachmentStore(CptsDbContext db, LaneCatalogue lanes, IContentSeal seal, ContentAccessLog readings, EmergencyReading emergency, IOptions<AttachmentOptions> options, TimeProvider time)
{
    /// <summary>Largest attachment, in bytes.</summary>
    public const int MaxBytes = 25 * 1024 * 1024;

    static readonly Refusal CoordinatorsSeeNoContent = new Forbidden(
        "attachment.not-for-coordinators", "La coordination n'accède pas au contenu clinique.", "Coordinators have no access to clinical content.");

    static readonly Refusal OfficersSeeNoContent = new Forbidden(
        "attachment.not-for-data-protection", "La protection des données n'accède pas au contenu clinique.", "The data-protection officer has no access to clinical content.");

    static readonly Refusal Mismatch = new Unreadable(
        422, "attachment.content-mismatch", "Le contenu du fichier ne correspond pas à son type.", "The content of the file does not match its type.");

    static readonly Refusal Nameless = new Unreadable(422, "attachment.name-invalid", "Le nom du fichier est absent ou invalide.", "The name of the file is missing or invalid.");

    static readonly Refusal Unknown = new NotFound(
        "attachment.unknown", "Cette pièce jointe n'existe pas, ou ne vous concerne pas.", "There is no such attachment, or it does not concern you.");

    /// <summary>Why an upload need not even begin; null when it may.</summary>
    public static Refusal? Refuse(Caller caller, string mediaType)
    {
        if (Functions.SeesNoContent(caller.Function))
            return caller.IsCoordinator ? CoordinatorsSeeNoContent : OfficersSeeNoContent;
        if (ContentKind.IsKnown(mediaType))
            return null;
        var known = string.Join(", ", ContentKind.All);
        return new Unreadable(415, "attachment.kind-unknown", $"Types acceptés : {known}.", $"Accepted types: {known}.");
    }

    /// <summary>The name of a file without any path, and without what turns the direction of writing: with that, <c>gnp.exe</c> reads as <c>exe.png</c>.
    /// Null for what is no name.</summary>
    public static string? CleanName(string fileName)
    {
        var name = string.Concat(Path.GetFileName(fileName.Replace('\\', '/')).Where(c => !TurnsDirection(c)));
        return name.Length is 0 or > 255 || name.Any(char.IsControl) ? null : name;
    }

    /// <summary>Keeps a file for the caller, who names it later in a request, reply or answer.</summary>
    /// <param name="id">What it is called already; a new id otherwise.</param>
    public async Task<Outcome<AttachmentView>> AcceptAsync(
        Caller caller, string mediaType, string fileName, byte[] content, CancellationToken cancellation, Guid? id = null)
    {
        if (Refuse(caller, mediaType) is { } refusal)
            return refusal;
        if (CleanName(fileName) is not { } name)
            return Nameless;
        if (content.Length > MaxBytes)
            return Unreadable.TooLarge;
        if (content.Length == 0 || !ContentKind.Matches(mediaType, content))
            return Mismatch;
        if (PictureSize.Pixels(mediaType, content) > options.Value.MaxMegapixels * 1_000_000m)
            return TooManyPixels(options.Value.MaxMegapixels);

        var now = time.GetUtcNow();
        var file = id ?? Guid.CreateVersion7(now);
        var attachment = new Attachment
        {
            Id = file,
            UploadedBy = caller.PersonId,
            UploadedUtc = now.UtcDateTime,
            ContentType = mediaType.ToLowerInvariant(),
            Size = content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)),
            FileName = seal.SealText(name, ContentPlace.FileName(file)),
        };
        db.Add(attachment);
        db.Add(new AttachmentContent { AttachmentId = file, Content = seal.Seal(content, ContentPlace.File(file)) });
        await db.SaveChangesAsync(cancellation);
        return AttachmentView.Of(attachment, seal);
    }

    /// <summary>The bytes, for the people concerned by the referral; for who uploaded it as long as no referral names it.</summary>
    public async Task<Outcome<AttachmentFile>> ReadAsync(Guid id, Caller caller, CancellationToken cancellation)
    {
        if (await db.Set<Attachment>().AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, cancellation) is not { } attachment
            || await RightOfAsync(attachment, caller, cancellation) is not { Refusal: null } right)
        {
            return Unknown;
        }

        var stored = await db.Set<AttachmentContent>().AsNoTracking().Where(c => c.AttachmentId == id).Select(c => c.Content).SingleAsync(cancellation);
        var file = new AttachmentFile(AttachmentView.Of(attachment, seal), seal.Open(stored, ContentPlace.File(id)));
        await readings.WriteAttachmentAsync(caller, attachment.ReferralId, id, cancellation, right.Purpose);
        return file;
    }

    // Unicode's controls of direction (UAX #9); letters of scripts that run to the left need none of them.
    static bool TurnsDirection(char c) => c is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    static Unreadable TooManyPixels(int megapixels) => new(
        422, "attachment.too-many-pixels", $"L'image dépasse {megapixels} mégapixels.", $"The picture has more than {megapixels} megapixels.");

    // Null when there is none. Who is concerned by any of the chain reads by that, whatever they opened beside it.
    async Task<ReadingRight?> RightOfAsync(Attachment attachment, Caller caller, CancellationToken cancellation)
    {
        if (attachment.ReferralId is not { } referralId)
            return attachment.UploadedBy == caller.PersonId ? new ReadingRight(Refusal: null, UntilUtc: null) : null;
        // A redirected request takes its files along: the new desk reads them too.
        var referrals = await db.Set<Referral>().AsNoTracking()
            .Where(r => r.OriginId == db.Set<Referral>().Where(first => first.Id == referralId).Select(first => first.OriginId).First())
            .ToListAsync(cancellation);
        ReadingRight? found = null;
        foreach (var referral in referrals)
        {
            var right = await emergency.OfAsync(caller, referral, await lanes.OfAsync(referral, cancellation), cancellation);
            if (right is { Refusal: null, Purpose: null })
                return right;
            found = right.Refusal is null ? right : found;
        }

        return found;
    }
}

/// <summary>An attachment with its bytes.</summary>
sealed record AttachmentFile(AttachmentView View, ReadOnlyMemory<byte> Content);
