using System.CommandLine;
using CptsReferral.Drills;
using CptsReferral.Drills.Reporting;
using CptsReferral.Drills.Shapes;

var shape = new Option<Shape>("--shape") { Description = "standalone, split or cluster.", DefaultValueFactory = _ => Shape.Standalone };
var seconds = new Option<int>("--seconds") { Description = "How long people work and faults come.", DefaultValueFactory = _ => 120 };
var seed = new Option<int>("--seed") { Description = "What the plan follows from; the same seed makes the same plan.", DefaultValueFactory = _ => 42 };
var faults = new Option<string>("--faults") { Description = "Kinds of faults, separated by commas; all of the shape when left out.", DefaultValueFactory = _ => "" };
var overlap = new Option<bool>("--overlap") { Description = "Faults in different places come at once; otherwise one after the other." };
var report = new Option<FileInfo?>("--report") { Description = "A file for the report; it is printed in any case." };
var command = new RootCommand("Real faults on real processes under load, and a checker that knows every acknowledged operation.") { shape, seconds, seed, faults, overlap, report };
command.SetAction(async (asked, cancellation) =>
{
    var order = new DrillOrder(
        asked.GetValue(shape), asked.GetValue(seconds), asked.GetValue(seed), asked.GetValue(faults)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
    {
        Overlap = asked.GetValue(overlap),
    };
    var result = await Drill.RunAsync(order, Console.Error, cancellation);
    var text = MarkdownReport.Of(result);
    await Console.Out.WriteLineAsync(text);
    if (asked.GetValue(report) is { } file)
        await File.WriteAllTextAsync(file.FullName, text, cancellation);
    return result.Violations.Count == 0 ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();
