namespace CptsReferral.Drills.History;

/// <summary>One call of one person, from the moment it was sent to the moment its outcome was known.</summary>
/// <param name="Number">In the order of sending.</param>
/// <param name="Kind">Such as <c>submit</c>, <c>claim</c>, <c>answer</c>.</param>
/// <param name="Referral">The referral; of a submission the one that was acknowledged, if any.</param>
/// <param name="Person">Who acted.</param>
/// <param name="Token">A word that nobody else ever says; it stands in the text of the move, or is the idempotency key of a submission.</param>
/// <param name="Sent">Since the start of the drill.</param>
/// <param name="Known">Since the start of the drill.</param>
/// <param name="Status">HTTP status; 0 when nothing came back.</param>
/// <param name="Code">The stable code of a problem, or what cut the call.</param>
sealed record Operation(
    int Number, string Kind, Guid? Referral, Guid Person, string? Token, TimeSpan Sent, TimeSpan Known, Outcome Outcome, int Status, string? Code)
{
    public override string ToString() =>
        $"#{Number} {Kind} {Outcome}{(Status > 0 ? $" {Status}" : "")}{(Code is null ? "" : $" {Code}")} at {Sent.TotalSeconds:F2}–{Known.TotalSeconds:F2} s{(Token is null ? "" : $" [{Token}]")}";
}
