namespace CptsReferral.Fuzz.Requests;

/// <summary>How the body is laid on the line.</summary>
enum Framing
{
    /// <summary>Its length in front.</summary>
    Length,

    /// <summary>In chunks.</summary>
    Chunks,

    /// <summary>A length in front, and half of it; then the line is closed.</summary>
    Half,

    /// <summary>As it is: the body is the whole request.</summary>
    Raw,
}
