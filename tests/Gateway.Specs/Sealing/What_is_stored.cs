using CptsReferral.Gateway.Sealing;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Sealing;

/// <summary>A new column is either sealed, or somebody decided that it holds nothing about a patient.</summary>
public sealed class What_is_stored(TheSwitchboard switchboard)
{
    /// <summary>Columns that are wide enough for words, each of something else than a patient.</summary>
    static readonly string[] WordsInClear =
    [
        // How members sign in, what they are called, where they are told.
        "Account.AuthenticatorKey", "Account.NormalizedUserName", "Account.PasswordHash", "Account.RecoveryCodes", "Account.UserName", "AccountLogin.LoginProvider",
        "AccountLogin.ProviderDisplayName", "AccountLogin.ProviderKey", "AccountPasskey.Name", "AccountPasskey.Transports",
        "Person.DisplayName", "Person.Email", "Person.SecondEmail", "Person.WebhookSecret", "Person.WebhookUrl",
        // Codes, kinds, times, and hashes.
        "Attachment.ContentType", "Upload.ContentType", "Breach.Cause", "IdempotencyRecord.Key", "InboxEntry.Key", "Referral.Pauses",
        // Forms, and messages of ids and codes.
        "LaneVersion.Document", "OutboxMessage.Body", "OutboxMessage.ContentType", "OutboxMessage.Destination", "OutboxMessage.FaultAddress", "OutboxMessage.FaultType",
        "OutboxMessage.Headers", "OutboxMessage.MessageType", "OutboxMessage.ResponseAddress", "OutboxMessage.SourceAddress",
        "StrayMessage.Queue", "StrayMessage.Type",
    ];

    StandaloneHost Host => switchboard.Host;

    [Fact]
    public void As_bytes_is_sealed_and_says_by_which_key()
    {
        // A passkey's are public, and a member's; hashes over the record of readings, and of what was erased, tell nothing.
        string[] others = ["AccountPasskey", "ContentAccess", "ReadingSeal", "ReadingCheck", "Erasure"];
        var bytes = Host.ColumnsOf(typeof(byte[])).Where(column => !others.Contains(column.Table)).Select(column => $"{column.Table}.{column.Column}")
            .Order(StringComparer.Ordinal).ToList();

        bytes.ShouldBe(SealedColumns.All.Select(column => column.Name).Order(StringComparer.Ordinal));
        Host.ColumnsOf(typeof(Guid?)).Select(column => $"{column.Table}.{column.Column}").ToHashSet(StringComparer.Ordinal).IsSupersetOf(bytes.Select(column => column + "Key")).ShouldBeTrue();
    }

    [Fact]
    public void As_words_is_none_of_a_patient() =>
        Host.ColumnsOf(typeof(string)).Where(column => column.Length is null or > 64 && !column.Table.StartsWith("OpenIddict", StringComparison.Ordinal))
            .Select(column => $"{column.Table}.{column.Column}").ShouldBe(WordsInClear, ignoreOrder: true);
}
