using CptsReferral.Platform.Persistence.Providers;

namespace CptsReferral.Standalone.Rights;

/// <summary>
/// What each host may do with each table: what its code does, and nothing else. A table without a line fails a spec. Rows that prove something
/// (readings, seals, moves, acts of the clock) are added and never taken away; where they are changed, their sealed words are, by a new key or by an erasure.
/// <para>Every host sends whatever waits in the journal, whoever stored it.</para>
/// </summary>
static class HostRights
{
    /// <summary>Names of the users, in the order of the columns below; infra/database makes them.</summary>
    public static IReadOnlyList<string> Users { get; } = ["cpts_gateway", "cpts_routing", "cpts_desk", "cpts_delivery"];

    /// <summary>S reads, I adds, U changes, D deletes.</summary>
    const string Lines = """
                                  gateway   routing   desk      delivery
        Account                   SIU       -         -         -
        AccountLogin              SI        -         -         -
        AccountPasskey            SIUD      -         -         -
        Attachment                SIUD      -         -         -
        AttachmentContent         SIUD      -         -         -
        Breach                    SU        SIU       -         -
        BreakGlassOpening         SIU       -         -         -
        CallListEntry             SU        -         -         SIU
        CannedReply               SIUD      -         -         -
        ContentAccess             SI        -         -         -
        Discrepancy               S         SIU       -         -
        DutyShift                 SID       -         S         -
        EndedSession              SID       -         -         -
        Erasure                   SID       -         -         -
        EscalationStep            SU        SI        -         -
        HandledMessage            SD        SID       SID       SID
        IdempotencyRecord         SID       -         -         -
        InboxEntry                SI        -         SI        SI
        LaneVersion               SI        S         S         S
        Notice                    -         -         -         SIU
        OpenIddictApplications    SIU       -         -         -
        OpenIddictAuthorizations  -         -         -         -
        OpenIddictScopes          S         -         -         -
        OpenIddictTokens          -         -         -         -
        OutboxMessage             SIUD      SIUD      SIUD      SIUD
        PatientToken              SID       -         -         -
        Person                    SIU       -         S         S
        ReadingCheck              SI        -         -         -
        ReadingSeal               SI        -         -         -
        Referral                  SIU       SU        SU        SU
        ReferralAnswer            SIU       S         -         -
        ReferralMove              SIU       SI        I         SI
        ReferralRouting           -         SIU       -         -
        RetentionHold             SIUD      -         -         -
        StandingCheck             S         SU        -         -
        StrayMessage              S         SI        SI        SI
        Upload                    SIUD      -         -         -
        UploadPiece               SIUD      -         -         -
        """;

    /// <summary>By table: what each of the users may do, in words of SQL.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<TableRight>> ByTable { get; } = Lines
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Skip(1)
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        .ToDictionary(line => line[0], line => RightsOn(line[0], line[1..]), StringComparer.Ordinal);

    static IReadOnlyList<TableRight> RightsOn(string table, string[] letters) =>
        [.. Users.Zip(letters).SelectMany(column => column.Second.Where(letter => letter != '-').Select(letter => new TableRight(column.First, table, Word(letter))))];

    static string Word(char letter) => letter switch
    {
        'S' => "SELECT",
        'I' => "INSERT",
        'U' => "UPDATE",
        'D' => "DELETE",
        _ => throw new InvalidOperationException($"{letter} is no right."),
    };
}
