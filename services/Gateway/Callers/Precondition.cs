using CptsReferral.Gateway.Problems;
using CptsReferral.Referrals.Refusals;
using Microsoft.Net.Http.Headers;

namespace CptsReferral.Gateway.Callers;

/// <summary>The caller's <c>If-Match</c>: act only on the version that they read.</summary>
sealed record Precondition(IReadOnlyList<EntityTagHeaderValue>? Tags, bool Readable)
{
    /// <summary>Act whatever the version is.</summary>
    public static Precondition AnyVersion { get; } = new(null, Readable: true);

    /// <summary>Act only on this version.</summary>
    public static Precondition OfVersion(int version) => new([new EntityTagHeaderValue(Tag(version))], Readable: true);

    public static ValueTask<Precondition?> BindAsync(HttpContext context)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 0)
            return ValueTask.FromResult<Precondition?>(AnyVersion);
        return ValueTask.FromResult<Precondition?>(EntityTagHeaderValue.TryParseList(header, out var tags)
            ? new Precondition([.. tags], Readable: true)
            : new Precondition(null, Readable: false));
    }

    /// <summary>Why the present version does not meet it; null when it does, or when there is none.</summary>
    public Refusal? Refuse(int version)
    {
        if (!Readable)
            return Unreadable.Header("If-Match");
        // A tag that a compressing proxy weakened on its way still names the version.
        if (Tags is null || Tags.Any(tag => tag.Tag == "*" || tag.Tag == Tag(version)))
            return null;
        return new Stale(version);
    }

    /// <summary>The entity tag of a version.</summary>
    public static string Tag(int version) => $"\"{version}\"";
}
