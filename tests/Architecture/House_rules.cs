using System.Reflection;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace CptsReferral.Architecture;

/// <summary>Rules a reviewer would otherwise repeat.</summary>
public sealed class House_rules
{
    [Fact]
    public void Tests_talk_to_hosts_not_to_containers() =>
        Lines("tests")
            .Where(line => !line.File.StartsWith("tests/Support/", StringComparison.Ordinal)
                && !line.File.StartsWith("tests/Architecture/", StringComparison.Ordinal)
                && !IsFloor(line)
                && (line.Text.Contains("GetRequiredService", StringComparison.Ordinal) || line.Text.Contains("Services.GetService", StringComparison.Ordinal)))
            .ShouldBeEmpty("a spec asks a host object of tests/Support for an intent, not a container for a part");

    [Fact]
    public void Retries_are_decided_in_one_place() =>
        Lines("services")
            .Where(line => !line.File.StartsWith("services/Platform/", StringComparison.Ordinal)
                && Regex.IsMatch(line.Text, @"\bUse(MessageRetry|DelayedRedelivery|ScheduledRedelivery|InMemoryOutbox)\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            .ShouldBeEmpty("services/Platform/Messaging gives every endpoint the same retries, redelivery and outbox");

    [Fact]
    public void Handlers_publish_through_the_context_of_their_message() =>
        Rooms.Services.SelectMany(room => room.GetTypes())
            .Where(type => type.GetInterfaces().Any(contract => contract.Name is "IConsumer`1" or "IStateMachineActivity`1"))
            .Where(type => type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).SelectMany(made => made.GetParameters())
                .Any(part => part.ParameterType.Name is "IPublishEndpoint" or "ISendEndpointProvider" or "IMessageScheduler" or "IBus"))
            .Select(type => type.FullName)
            .ShouldBeEmpty("messages that came together share a scope, whose doors belong to the first of them (ADR 0064)");

    [Fact]
    public void Nothing_is_silenced_without_a_reason()
    {
        var faults = new List<string>();
        foreach (var project in new[] { "services", "contracts", "tests" }.SelectMany(under => RepositoryTree.Files(under, "*.*proj")).Append(Path.Combine(RepositoryTree.Root, "Directory.Build.props")))
        {
            // Beside a NoWarn stands a comment, on the same line.
            faults.AddRange(File.ReadLines(project)
                .Where(line => line.Contains("NoWarn", StringComparison.Ordinal) && !line.Contains("<!--", StringComparison.Ordinal))
                .Select(line => $"{RepositoryTree.Relative(project)}: {line.Trim()}"));
        }

        faults.AddRange(new[] { "services", "contracts", "tests" }.SelectMany(Lines)
            .Where(line => !line.File.StartsWith("services/Migrations/", StringComparison.Ordinal))
            .Where(line => (line.Text.StartsWith("#pragma warning disable", StringComparison.Ordinal) && !line.Text.Contains("//", StringComparison.Ordinal))
                || (line.Text.Contains("SuppressMessage(", StringComparison.Ordinal) && !line.Text.Contains("Justification", StringComparison.Ordinal) && !line.File.StartsWith("tests/Architecture/", StringComparison.Ordinal)))
            .Select(line => line.ToString()));

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_waits_for_time_in_a_test() =>
        Lines("tests")
            .Where(line => line.Text.Contains("Task.Delay(", StringComparison.Ordinal)
                && !line.File.StartsWith("tests/Support/", StringComparison.Ordinal)
                // A drill lasts as long as it is asked to; how long a fault stays is part of its plan.
                && !line.File.StartsWith("tests/Drills/", StringComparison.Ordinal)
                && !IsFloor(line)
                && !line.File.StartsWith("tests/Architecture/", StringComparison.Ordinal))
            .ShouldBeEmpty("poll for a fact with a deadline instead");

    [Fact]
    public void Log_lines_take_values_never_objects() =>
        Lines("services").Where(line => line.Text.Contains("{@", StringComparison.Ordinal) && !IsRazor(line.File)).ShouldBeEmpty();

    [Fact]
    public void Services_speak_no_dialect_of_sql() =>
        Lines("services")
            .Where(line => !line.File.StartsWith("services/Migrations/", StringComparison.Ordinal)
                && !line.File.StartsWith("services/Platform/Persistence/", StringComparison.Ordinal)
                && Regex.IsMatch(line.Text, @"\b(FromSql|ExecuteSql|SqlQuery)(Raw|Interpolated)?(Async)?\b", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            .ShouldBeEmpty("one portable model for three engines; what an engine needs lives in services/Platform/Persistence");

    [Fact]
    public void Components_that_wait_for_something_take_turns() =>
        RepositoryTree.Files("services", "*.razor")
            .Where(file => Regex.IsMatch(File.ReadAllText(file), @"\b(Task|ValueTask)\b.*\(|\basync ", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            .Where(file => !File.ReadLines(file).Any(line => line is "@inherits LoadingComponent" or "@inherits DeskPage"))
            .Select(RepositoryTree.Relative)
            .ShouldBeEmpty("the renderer runs them side by side over one database context (ADR 0045)");

    [Fact]
    public void Test_classes_are_scenarios() =>
        RepositoryTree.Files("tests", "*.cs")
            .Where(file => Regex.IsMatch(Path.GetFileNameWithoutExtension(file), "(Service|Controller|Handler|Consumer)Tests?$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            .Select(RepositoryTree.Relative)
            .ShouldBeEmpty();

    // A program of its own that benchmarks run beside ours: it tests nothing.
    static bool IsFloor(Line line) => line.File.StartsWith("tests/Floor/", StringComparison.Ordinal);

    static bool IsRazor(string file) => file.EndsWith(".razor", StringComparison.Ordinal);

    static IEnumerable<Line> Lines(string under) =>
        RepositoryTree.Files(under, "*.cs").SelectMany(file => File.ReadLines(file)
            .Select((text, index) => new Line(RepositoryTree.Relative(file), index + 1, text.TrimStart()))
            .Where(line => !line.Text.StartsWith("//", StringComparison.Ordinal)));

    sealed record Line(string File, int Number, string Text)
    {
        public override string ToString() => $"{File}:{Number}: {Text}";
    }
}
