using System.Text.Json;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Referrals.Lanes;

/// <summary>The lanes of the territory, all their versions.</summary>
public sealed class LaneCatalogue(DbContext db, LaneVersionCache cache, TimeProvider time)
{
    /// <summary>Whether a text can be the code of a lane. What cannot is never asked of the database, which may not even have its characters.</summary>
    public static bool IsCode(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length is > 0 and <= LaneVersionConfiguration.CodeLength && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-');
    }

    /// <summary>The version that new referrals are posted under; null when there is no such lane.</summary>
    public async Task<LaneDocument?> GetCurrentAsync(string code, CancellationToken cancellation = default)
    {
        if (!IsCode(code))
            return null;
        var version = await CurrentVersionAsync(code, cancellation);
        return version is 0 ? null : await GetAsync(code, version, cancellation);
    }

    /// <summary>One version of a lane; null when it never existed.</summary>
    public async Task<LaneDocument?> GetAsync(string code, int version, CancellationToken cancellation = default)
    {
        if (cache.Find(code, version) is { } known)
            return known;
        if (!IsCode(code))
            return null;

        var json = await db.Set<LaneVersion>().AsNoTracking()
            .Where(lane => lane.Code == code && lane.Version == version)
            .Select(lane => lane.Document)
            .SingleOrDefaultAsync(cancellation);
        if (json is null)
            return null;

        var document = Parse(json);
        // Some engines compare without regard to case; a lane's code is exact on all of them.
        if (document.Code != code)
            return null;
        cache.Keep(document);
        return document;
    }

    /// <summary>The current version of every lane, by code.</summary>
    public async Task<IReadOnlyList<LaneDocument>> ListAsync(CancellationToken cancellation = default)
    {
        var current = await db.Set<LaneVersion>().AsNoTracking()
            .GroupBy(lane => lane.Code)
            .Select(versions => new { Code = versions.Key, Version = versions.Max(lane => lane.Version) })
            .ToListAsync(cancellation);
        var documents = new List<LaneDocument>(current.Count);
        foreach (var lane in current.OrderBy(lane => lane.Code, StringComparer.Ordinal))
        {
            if (await GetAsync(lane.Code, lane.Version, cancellation) is { } document)
                documents.Add(document);
        }

        return documents;
    }

    /// <summary>Stores the document as version <paramref name="expectedVersion"/> + 1 of its lane; the version written in it is not looked at.</summary>
    /// <param name="expectedVersion">The version that the coordinator read; 0 for a lane that does not exist yet.</param>
    public async Task<LaneSaveOutcome> SaveAsync(
        LaneDocument document, int expectedVersion, Guid byPersonId, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(document);
        if (LaneDocumentValidation.Check(document) is { Count: > 0 } faults)
            return new LaneSaveOutcome.Refused(new Invalid(faults));

        var current = await CurrentVersionAsync(document.Code, cancellation);
        if (current != expectedVersion)
            return new LaneSaveOutcome.Refused(new Stale(current));

        var next = document with { Version = current + 1 };
        var row = ToRow(next, byPersonId, time.GetUtcNow().UtcDateTime);
        db.Add(row);
        try
        {
            await db.SaveChangesAsync(cancellation);
        }
        catch (DbUpdateException)
        {
            db.Entry(row).State = EntityState.Detached;
            // Inside somebody's transaction nothing more can be asked; and if the version is still free, the failure was another one.
            if (db.Database.CurrentTransaction is not null || await CurrentVersionAsync(document.Code, cancellation) is var now && now == current)
                throw;
            return new LaneSaveOutcome.Refused(new Stale(now));
        }

        return new LaneSaveOutcome.Saved(next);
    }

    internal static LaneVersion ToRow(LaneDocument document, Guid? byPersonId, DateTime nowUtc) =>
        new(document.Code, document.Version, JsonSerializer.Serialize(document, LaneJson.Options), nowUtc, byPersonId);

    internal static LaneDocument Parse(string json) =>
        JsonSerializer.Deserialize<LaneDocument>(json, LaneJson.Options) ?? throw new JsonException("A lane document is an object.");

    Task<int> CurrentVersionAsync(string code, CancellationToken cancellation) =>
        db.Set<LaneVersion>().AsNoTracking()
            .Where(lane => lane.Code == code)
            .Select(lane => lane.Version)
            .OrderByDescending(version => version)
            .FirstOrDefaultAsync(cancellation);
}
