namespace CptsReferral.Fuzz.Checking;

/// <summary>Compares what lies in the database with what replies told: nothing half stored, nothing stored although it was refused, nothing lost.</summary>
static class Leftovers
{
    const string Refused = "Nothing is stored that was refused";
    const string Lost = "Nothing is lost that was acknowledged";
    const string Half = "Nothing is half stored";

    // Files in pieces become attachments without a reply that names them; that they are whole is checked below.
    static readonly string[] Told = ["Referral", "Person", "DutyShift"];

    static readonly (string Table, string Column, string Whole)[] Parts =
    [
        ("ReferralMove", "ReferralId", "Referral"), ("ReferralAnswer", "ReferralId", "Referral"), ("ReferralRouting", "CorrelationId", "Referral"),
        ("IdempotencyRecord", "ReferralId", "Referral"), ("PatientToken", "ReferralId", "Referral"), ("InboxEntry", "ReferralId", "Referral"),
        ("Breach", "ReferralId", "Referral"), ("CallListEntry", "ReferralId", "Referral"), ("Attachment", "ReferralId", "Referral"),
        ("AttachmentContent", "AttachmentId", "Attachment"), ("UploadPiece", "UploadId", "Upload"),
    ];

    // Every whole has some of these. A patient is indexed once, under the first request of a chain.
    static readonly (string Table, string Column, string Whole, string Key)[] Needed =
    [
        ("ReferralMove", "ReferralId", "Referral", "Id"), ("ReferralRouting", "CorrelationId", "Referral", "Id"), ("PatientToken", "ReferralId", "Referral", "OriginId"),
        ("AttachmentContent", "AttachmentId", "Attachment", "Id"),
    ];

    public static IReadOnlyList<Violation> Of(IReadOnlyList<RowIds> before, IReadOnlyList<RowIds> after, Ledger ledger)
    {
        var violations = new List<Violation>();
        foreach (var table in Told)
        {
            var made = ledger.Made.Keys.Where(row => row.Table == table).Select(row => row.Id).ToHashSet();
            var removed = ledger.Removed.Keys.Where(row => row.Table == table).Select(row => row.Id).ToHashSet();
            var (then, now) = (Ids(before, table, "Id"), Ids(after, table, "Id"));
            Report(violations, Refused, $"rows of {table} that no reply told of", now.Except(then).Except(made));
            Report(violations, Lost, $"rows of {table} that a reply told of", made.Concat(then).Except(removed).Except(now));
        }

        Report(violations, Lost, "attachments that a reply told of", ledger.Made.Keys.Where(row => row.Table == "Attachment").Select(row => row.Id).Except(Ids(after, "Attachment", "Id")));
        foreach (var (table, column, whole) in Parts)
            Report(violations, Half, $"{table} of no {whole}", Ids(after, table, column).Except(Ids(after, whole, "Id")));
        foreach (var (table, column, whole, key) in Needed)
            Report(violations, Half, $"{whole} without a {table}", Ids(after, whole, key).Except(Ids(after, table, column)));
        return violations;
    }

    static IReadOnlySet<Guid> Ids(IReadOnlyList<RowIds> rows, string table, string column) =>
        rows.FirstOrDefault(one => one.Table == table && one.Column == column)?.Ids ?? new HashSet<Guid>();

    static void Report(List<Violation> violations, string rule, string what, IEnumerable<Guid> ids)
    {
        if (ids.ToList() is { Count: > 0 } found)
            violations.Add(new Violation(rule, $"{found.Count} {what}: {string.Join(", ", found.Take(5))}"));
    }
}
