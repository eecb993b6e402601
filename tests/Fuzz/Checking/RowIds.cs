using CptsReferral.Support.Deployed;

namespace CptsReferral.Fuzz.Checking;

/// <summary>The ids in a column of a table.</summary>
sealed record RowIds(string Table, string Column, IReadOnlySet<Guid> Ids)
{
    static readonly (string Table, string Column)[] Watched =
    [
        ("Referral", "Id"), ("Referral", "OriginId"), ("ReferralMove", "ReferralId"), ("ReferralAnswer", "ReferralId"), ("ReferralRouting", "CorrelationId"), ("IdempotencyRecord", "ReferralId"),
        ("PatientToken", "ReferralId"), ("InboxEntry", "ReferralId"), ("Breach", "ReferralId"), ("CallListEntry", "ReferralId"),
        ("Attachment", "Id"), ("Attachment", "ReferralId"), ("AttachmentContent", "AttachmentId"), ("Upload", "Id"), ("UploadPiece", "UploadId"), ("Person", "Id"), ("DutyShift", "Id"),
    ];

    public static async Task<IReadOnlyList<RowIds>> ReadAsync(DatabaseWitness database, CancellationToken cancellation)
    {
        var all = new List<RowIds>();
        foreach (var (table, column) in Watched)
            all.Add(new(table, column, (await database.RowsAsync(table, [column], cancellation)).Select(row => row.IdOrNone(column)).OfType<Guid>().ToHashSet()));
        return all;
    }
}
