using System.Diagnostics.CodeAnalysis;
using CptsReferral.Referrals.Refusals;

namespace CptsReferral.Gateway.Problems;

/// <summary>What came of a call: a value, or why it was refused. The API turns it into JSON or a problem, the portal into a page.</summary>
sealed class Outcome<T>
    where T : class
{
    readonly T? value;

    Outcome(T? value, Refusal? refusal)
    {
        this.value = value;
        Refusal = refusal;
    }

    /// <summary>Why it was refused; null when it was not.</summary>
    public Refusal? Refusal { get; }

    /// <summary>What came of it. Look at <see cref="Refusal"/> first.</summary>
    public T Value => value ?? throw new InvalidOperationException($"Refused: {Refusal!.Code}.");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(null, refusal);

    /// <summary>The value, or the refusal; exactly one is not null.</summary>
    public bool Succeeded([NotNullWhen(true)] out T? result, [NotNullWhen(false)] out Refusal? refusal)
    {
        result = value;
        refusal = Refusal;
        return value is not null;
    }
}
