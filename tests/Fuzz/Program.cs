using System.CommandLine;
using CptsReferral.Fuzz;
using CptsReferral.Fuzz.Reporting;
using CptsReferral.Platform.Persistence;

var requests = new Option<int>("--requests") { Description = "How many are sent.", DefaultValueFactory = _ => 1_000_000 };
var seed = new Option<int>("--seed") { Description = "What the requests follow from; the same seed makes the same ones.", DefaultValueFactory = _ => 42 };
var parallel = new Option<int>("--parallel") { Description = "How many at once.", DefaultValueFactory = _ => 8 };
var database = new Option<DatabaseProvider>("--database") { Description = "Sqlite or PostgreSql.", DefaultValueFactory = _ => DatabaseProvider.Sqlite };
var report = new Option<FileInfo?>("--report") { Description = "A file for the report; it is printed in any case." };
var command = new RootCommand("Valid, mutated and random requests to every operation that a switchboard describes, and a checker of what they leave behind.") { requests, seed, parallel, database, report };
command.SetAction(async (asked, cancellation) =>
{
    var order = new FuzzOrder(asked.GetValue(requests), asked.GetValue(seed), asked.GetValue(parallel)) { Database = asked.GetValue(database) };
    var result = await FuzzRun.RunAsync(order, Console.Error, cancellation);
    var text = MarkdownReport.Of(result);
    await Console.Out.WriteLineAsync(text);
    if (asked.GetValue(report) is { } file)
        await File.WriteAllTextAsync(file.FullName, text, cancellation);
    return result.Violations.Count == 0 ? 0 : 1;
});
return await command.Parse(args).InvokeAsync();
