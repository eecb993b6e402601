using CptsReferral.Standalone;

if (StandaloneArguments.Parse(args) is not { } arguments)
    return StandaloneArguments.ExitCode;

await using var app = StandaloneApp.Build(arguments);
await app.PrepareDatabaseAsync(arguments);
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
await app.StartAsync();
await app.WelcomeAsync(arguments);
await app.WaitForShutdownAsync();
return 0;
