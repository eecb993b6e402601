using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.People;
using CptsReferral.Referrals.Refusals;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Lanes;

/// <summary>The history of a lane: who saved which version, and when.</summary>
sealed class LaneVersions(CptsDbContext db)
{
    static readonly Refusal Unknown = new NotFound("lane.unknown", "Cette filière n'existe pas.", "There is no such lane.");

    /// <summary>Newest first.</summary>
    public async Task<Outcome<LaneVersionList>> ListAsync(string code, Caller caller, CancellationToken cancellation)
    {
        if (!caller.IsCoordinator)
            return Caller.OnlyCoordinators;
        if (!LaneCatalogue.IsCode(code))
            return Unknown;
        var rows = await db.Set<LaneVersion>().AsNoTracking().Where(version => version.Code == code).OrderByDescending(version => version.Version)
            .Select(version => new
            {
                version.Version,
                version.CreatedUtc,
                By = db.Set<Person>().Where(person => person.Id == version.CreatedBy).Select(person => person.DisplayName).FirstOrDefault(),
            })
            .ToListAsync(cancellation);
        return rows.Count == 0 ? Unknown : new LaneVersionList([.. rows.Select(row => new LaneVersionLine(row.Version, ParisTime.Of(row.CreatedUtc), row.By))]);
    }
}

/// <summary>All versions of a lane, newest first; a lane is edited a few times a year.</summary>
sealed record LaneVersionList(IReadOnlyList<LaneVersionLine> Lines);

/// <summary>One version; <paramref name="SavedBy"/> is null for what came with the product.</summary>
public sealed record LaneVersionLine(int Version, DateTimeOffset SavedAt, string? SavedBy);
