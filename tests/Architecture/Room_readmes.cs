using Shouldly;
using Xunit;

namespace CptsReferral.Architecture;

public sealed class Room_readmes
{
    static readonly string[] Answers = ["owns", "consumes", "publishes", "alone", "when it is down"];

    [Fact]
    public void Every_room_has_one_that_answers_the_five_questions()
    {
        var faults = new List<string>();
        foreach (var room in Rooms())
        {
            var file = Path.Combine(room, "README.md");
            var text = File.Exists(file) ? File.ReadAllText(file) : string.Empty;
            faults.AddRange(Answers.Where(answer => !text.Contains(answer, StringComparison.OrdinalIgnoreCase)).Select(answer => $"{RepositoryTree.Relative(file)}: {answer}"));
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void The_table_of_services_names_every_room()
    {
        var table = File.ReadAllText(Path.Combine(RepositoryTree.Root, "services/README.md"));

        Rooms().Select(Path.GetFileName).Where(room => !table.Contains($"[{room}]({room}/README.md)", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void The_table_of_services_names_every_message()
    {
        var table = File.ReadAllText(Path.Combine(RepositoryTree.Root, "services/README.md"));

        typeof(CptsReferral.Contracts.IReferralFact).Assembly.GetExportedTypes()
            .Where(type => type is { IsClass: true } && !table.Contains($"`{type.Name}`", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    static IEnumerable<string> Rooms() =>
        Directory.EnumerateDirectories(Path.Combine(RepositoryTree.Root, "services"));
}
