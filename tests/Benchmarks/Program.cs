using System.CommandLine;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.NoEmit;
using CptsReferral.Benchmarks;
using CptsReferral.Benchmarks.Allocations;
using CptsReferral.Benchmarks.Contestants;
using CptsReferral.Benchmarks.Reporting;

var measures = new Option<string>("--measures") { Description = "split, standalone (the flow in that shape), pages (beside a million past requests), clocks (a million open ones), rest (start, memory, idle), separated by commas.", DefaultValueFactory = _ => "split,standalone,pages,clocks,rest" };
var rounds = new Option<int>("--rounds") { Description = "How often each contestant is measured, in turns.", DefaultValueFactory = _ => 3 };
var warmUp = new Option<int>("--warm-up") { Description = "Seconds of work before anything is measured, at most.", DefaultValueFactory = _ => 90 };
var flatOut = new Option<int>("--flat-out") { Description = "Seconds of posting without a pause.", DefaultValueFactory = _ => 20 };
var atRate = new Option<int>("--at-rate") { Description = "Seconds of posting at each fixed rate.", DefaultValueFactory = _ => 15 };
var rates = new Option<string>("--rates") { Description = "Requests a second, separated by commas.", DefaultValueFactory = _ => "50,200" };
var report = new Option<FileInfo?>("--report") { Description = "A file for the table; it is printed in any case." };
var command = new RootCommand("The switchboard against the floor: the same durable work with nothing in the way, in the same run.") { measures, rounds, warmUp, flatOut, atRate, rates, report };
command.SetAction(async (asked, cancellation) =>
{
    var order = new BenchOrder(
        Words(asked.GetValue(measures)!),
        asked.GetValue(rounds),
        TimeSpan.FromSeconds(asked.GetValue(warmUp)),
        TimeSpan.FromSeconds(asked.GetValue(flatOut)),
        TimeSpan.FromSeconds(asked.GetValue(atRate)),
        [.. Words(asked.GetValue(rates)!).Select(rate => int.Parse(rate, System.Globalization.CultureInfo.InvariantCulture))]);
    var text = MarkdownTable.Of(order, await Bench.RunAsync(order, Console.Error, cancellation));
    await Console.Out.WriteLineAsync(text);
    if (asked.GetValue(report) is { } file)
        await File.WriteAllTextAsync(file.FullName, text, cancellation);
    return 0;
});

var allocations = new Command("allocations", "What one accepted request costs in time and memory before it reaches the database, step by step.");
// In this process: a project that is made on the way would not know our versions of packages.
allocations.SetAction(_ => BenchmarkRunner.Run<AcceptedRequest>(ManualConfig.CreateEmpty()
    .AddJob(Job.ShortRun.WithToolchain(InProcessNoEmitToolchain.Instance))
    .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "cpts-benchmarks"))
    .AddColumnProvider(DefaultColumnProviders.Instance)
    .AddLogger(ConsoleLogger.Default)));
command.Subcommands.Add(allocations);

var empty = new Command(EmptyApi.Command, "The web program that the start is compared with.") { Hidden = true };
empty.SetAction(_ => EmptyApi.RunAsync());
command.Subcommands.Add(empty);
return await command.Parse(args).InvokeAsync();

static string[] Words(string list) => list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
