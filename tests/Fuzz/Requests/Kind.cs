namespace CptsReferral.Fuzz.Requests;

/// <summary>How a request is made.</summary>
enum Kind
{
    /// <summary>As the description and the lanes' own documents say.</summary>
    Valid,

    /// <summary>A valid one with one thing wrong.</summary>
    Mutated,

    /// <summary>Bytes, methods, paths and headers by chance.</summary>
    Random,
}
