using System.Diagnostics.CodeAnalysis;
using Xunit.v3;

namespace CptsReferral.Support;

/// <summary>A missing server is a skip with a name, never silence; <c>.ci/run</c> takes it for a failure.</summary>
public static class Skip
{
    /// <summary>Skips the running spec.</summary>
    [DoesNotReturn]
    public static void Because(string reason) => throw new SpecSkippedException(DynamicSkipToken.Value + reason);

    public static void When([NotNullWhen(true)] string? reason)
    {
        if (reason is not null)
            Because(reason);
    }
}
