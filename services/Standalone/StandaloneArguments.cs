using System.CommandLine;
using CptsReferral.Standalone.Backups;

namespace CptsReferral.Standalone;

/// <summary>What the command line asks for; what it does not know is configuration, such as <c>--Bus:Transport RabbitMq</c>.</summary>
sealed record StandaloneArguments(bool Demo, bool Migrate, string Data, string? Coordinator, string? Email, string[] Configuration)
{
    /// <summary>The demo's people without its requests; <see cref="Demo"/> brings both.</summary>
    public bool People { get; init; } = Demo;

    /// <summary>What is to be done with the keys of the content instead of serving; null when nothing is.</summary>
    public KeyWork? Keys { get; init; }

    /// <summary>Whether the record of readings was tampered with is to be found out instead of serving.</summary>
    public bool VerifyReadings { get; init; }

    /// <summary>Whether what is said to be erased is, is to be found out instead of serving.</summary>
    public bool VerifyErasures { get; init; }

    /// <summary>A copy of one patient's data that is to be written instead of serving; null when none is.</summary>
    public PatientCopyOrder? Copy { get; init; }

    /// <summary>An encrypted backup that is to be taken instead of serving; null when none is.</summary>
    public BackupOrder? BackUp { get; init; }

    /// <summary>A backup that is to be put back instead of serving; null when none is.</summary>
    public RestoreOrder? Restore { get; init; }

    /// <summary>Exit code when nothing is to be run: 0 after --help, 1 after a mistake.</summary>
    public static int ExitCode { get; private set; }

    public static StandaloneArguments? Parse(string[] args)
    {
        var demo = new Option<bool>("--demo") { Description = "Fill an empty database with lanes, invented people and a dozen requests." };
        var migrate = new Option<bool>("--migrate") { Description = "Bring the configured database to the current schema, then stop." };
        var data = new Option<string?>("--data") { Description = "Folder of the embedded database, mails and keys (default: data, or data/demo with --demo)." };
        var urls = new Option<string?>("--urls") { Description = "Addresses to listen on (default: http://localhost:5080)." };
        var coordinator = new Option<string?>("--coordinator") { Description = "Add a coordinator of this name and show their credentials once." };
        var email = new Option<string?>("--email") { Description = "Mail address of that coordinator." };
        var keys = new Option<bool>("--keys") { Description = "List the keys that content is encrypted with and what each one opens, then stop." };
        var rotate = new Option<bool>("--rotate-keys") { Description = "Make a new key, bring all content under it while people go on working, then stop." };
        var remove = new Option<bool>("--remove-unused-keys") { Description = "Remove the keys that nothing needs but old backups, then stop." };
        var verify = new Option<bool>("--verify-readings") { Description = "Find out whether the record of who read what was tampered with, then stop: 0 when it was not." };
        var erasures = new Option<bool>("--verify-erasures") { Description = "Find out whether what was erased is gone, then stop: 0 when it is." };
        var copy = new Option<FileInfo?>("--copy-patient") { Description = "Write a copy of one patient's data, then stop. The file holds one line that finds them: names and birth date, or INS." };
        var officer = new Option<string?>("--officer") { Description = "Mail address of the data-protection officer who asks for the copy." };
        var to = new Option<FileInfo?>("--to") { Description = "The ZIP file to write the copy to; it must not be there yet." };
        var backup = new Option<FileInfo?>("--backup") { Description = "Write an encrypted backup of the database while people go on working, then stop. The file must not be there yet." };
        var recipient = new Option<FileInfo?>("--recipient") { Description = "The OpenPGP public key that the backup is encrypted to." };
        var restore = new Option<FileInfo?>("--restore") { Description = "Put a backup back into an empty database, then stop." };
        var secretKey = new Option<FileInfo?>("--secret-key") { Description = "The OpenPGP secret key that opens it; its passphrase is Backup__Passphrase in the environment." };
        var root = new RootCommand("CPTS Referral: the referral switchboard of a health territory, all in one process.")
        {
            demo, migrate, data, urls, coordinator, email, keys, rotate, remove, verify, erasures, copy, officer, to, backup, recipient, restore, secretKey,
        };
        root.TreatUnmatchedTokensAsErrors = false;

        StandaloneArguments? parsed = null;
        root.SetAction(result =>
        {
            string[] rest = result.GetValue(urls) is { } addresses ? ["--urls", addresses, .. result.UnmatchedTokens] : [.. result.UnmatchedTokens];
            parsed = new StandaloneArguments(
                result.GetValue(demo),
                result.GetValue(migrate),
                Path.GetFullPath(result.GetValue(data) ?? (result.GetValue(demo) ? Path.Combine("data", "demo") : "data")),
                result.GetValue(coordinator),
                result.GetValue(email),
                rest)
            {
                Keys = result.GetValue(rotate) ? KeyWork.Rotate : result.GetValue(remove) ? KeyWork.RemoveUnused : result.GetValue(keys) ? KeyWork.List : null,
                VerifyReadings = result.GetValue(verify),
                VerifyErasures = result.GetValue(erasures),
                Copy = result.GetValue(copy) is { } patient
                    ? new PatientCopyOrder(patient, result.GetValue(officer) ?? "", result.GetValue(to) ?? new FileInfo("patient-copy.zip"))
                    : null,
                BackUp = result.GetValue(backup) is { } file ? new BackupOrder(file, result.GetValue(recipient) ?? new FileInfo("backup-public.asc")) : null,
                Restore = result.GetValue(restore) is { } from ? new RestoreOrder(from, result.GetValue(secretKey) ?? new FileInfo("backup-secret.asc")) : null,
            };
        });
        ExitCode = root.Parse(args).Invoke();
        return parsed;
    }
}

/// <summary>A copy of one patient's data.</summary>
/// <param name="Patient">Holds the line that finds them: a name on a command line would be seen by everybody on the machine.</param>
sealed record PatientCopyOrder(FileInfo Patient, string Officer, FileInfo To);

/// <summary>What can be done with the keys of the content.</summary>
enum KeyWork
{
    List,
    Rotate,
    RemoveUnused,
}
