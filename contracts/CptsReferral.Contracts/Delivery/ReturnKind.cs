namespace CptsReferral.Contracts.Delivery;

/// <summary>What comes back to the requester, and what else they are told.</summary>
public enum ReturnKind
{
    /// <summary>An answer.</summary>
    Answer,

    /// <summary>A new version of an answer.</summary>
    Amendment,

    /// <summary>The desk declined.</summary>
    Declined,

    /// <summary>The request went on to another lane.</summary>
    Redirected,

    /// <summary>The desk asks for more.</summary>
    InformationRequest,

    /// <summary>Somebody opened the request in an emergency.</summary>
    BreakGlass,
}
