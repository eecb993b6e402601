using CptsReferral.Standalone;
using CptsReferral.Standalone.Backups;

if (StandaloneArguments.Parse(args) is not { } arguments)
    return StandaloneArguments.ExitCode;

await using var app = StandaloneApp.Build(arguments);
// Into an empty database: nothing may have been prepared in it.
if (arguments.Restore is { } restore)
    return await app.Services.RestoreAsync(restore, Console.Out, CancellationToken.None);
await app.PrepareDatabaseAsync(arguments);
if (arguments.BackUp is { } backup)
    return await app.Services.BackUpAsync(backup, Console.Out, CancellationToken.None);
if (arguments.Keys is { } work)
    return await app.WorkOnKeysAsync(work);
if (arguments.VerifyReadings)
    return await app.Services.VerifyReadingsAsync(Console.Out, CancellationToken.None);
if (arguments.VerifyErasures)
    return await app.Services.VerifyErasuresAsync(Console.Out, CancellationToken.None);
if (arguments.Copy is { } copy)
    return await app.Services.CopyPatientAsync(copy, Console.Out, CancellationToken.None);
if (arguments.Migrate)
    return 0;
if (!await app.ServesAsync())
    return 1;
await app.WelcomeAsync(arguments);
await app.WaitForShutdownAsync();
return 0;
