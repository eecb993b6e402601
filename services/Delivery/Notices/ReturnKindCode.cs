using CptsReferral.Contracts.Delivery;

namespace CptsReferral.Delivery.Notices;

static class ReturnKindCode
{
    /// <summary>The code that inbox entries, webhooks and metrics use.</summary>
    public static string Code(this ReturnKind kind) => kind switch
    {
        ReturnKind.Answer => "answer",
        ReturnKind.Amendment => "amendment",
        ReturnKind.Declined => "declined",
        ReturnKind.Redirected => "redirected",
        ReturnKind.InformationRequest => "information-request",
        ReturnKind.BreakGlass => "break-glass",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of return."),
    };
}
