using CptsReferral.Gateway.Problems;

namespace CptsReferral.Gateway.OpenApi;

/// <summary>What the endpoints say of themselves beyond their types.</summary>
static class OpenApiConventions
{
    /// <summary>The problems that a call can answer, beside those of every call: no token, and a database that is away.</summary>
    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in (ReadOnlySpan<int>)[401, 503, .. statuses])
            endpoint.Produces<ProblemBody>(status, ProblemBody.ContentType);
        return endpoint;
    }

    /// <summary>A header that the call reads.</summary>
    public static RouteHandlerBuilder WithHeader(this RouteHandlerBuilder endpoint, string name, string description, bool required) =>
        endpoint.WithMetadata(new RequestHeader(name, description, required));

    /// <summary>The replies carry the version as an entity tag, for <c>If-Match</c>.</summary>
    public static RouteHandlerBuilder WithEntityTag(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(EntityTag.Carried);

    /// <summary>The call takes an empty object, and nothing as well.</summary>
    public static RouteHandlerBuilder WithEmptyBody(this RouteHandlerBuilder endpoint) => endpoint.WithMetadata(EmptyObject.Taken);
}

/// <summary>The call takes raw bytes of these media types. Not ASP.NET Core's own metadata: that would refuse other types before the call can say which it takes.</summary>
sealed record BinaryBody(IReadOnlyList<string> ContentTypes);

sealed record EntityTag
{
    public static EntityTag Carried { get; } = new();
}

sealed record EmptyObject
{
    public static EmptyObject Taken { get; } = new();
}

sealed record RequestHeader(string Name, string Description, bool Required);
