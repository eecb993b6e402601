using Shouldly;
using Xunit;

namespace CptsReferral.Architecture;

/// <summary>Where things are and which way they lean; infra/adr says why.</summary>
public sealed class The_house
{
    const string Contracts = "CptsReferral.Contracts";
    const string Referrals = "CptsReferral.Referrals";
    const string Platform = "CptsReferral.Platform";
    const string Standalone = "CptsReferral.Standalone";

    static readonly string[] Hosts = ["CptsReferral.Gateway", "CptsReferral.Routing", "CptsReferral.Desk", "CptsReferral.Delivery"];

    [Fact]
    public void Contracts_depend_on_nothing()
    {
        var contracts = RepositoryTree.Projects("contracts").ShouldHaveSingleItem();

        contracts.Packages.ShouldBeEmpty();
        contracts.References.ShouldBeEmpty();
    }

    [Fact]
    public void Dependencies_point_one_way()
    {
        var allowed = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            [Referrals] = [Contracts],
            [Platform] = [Contracts],
            [Standalone] = [Contracts, Referrals, Platform, .. Hosts, .. Names("services/Migrations")],
        };
        foreach (var host in Hosts)
        {
            allowed[host] = [Contracts, Referrals, Platform];
        }

        foreach (var migrations in Names("services/Migrations"))
        {
            allowed[migrations] = [Contracts, Referrals, Platform];
        }

        var faults = RepositoryTree.Projects("services")
            .SelectMany(project => project.References
                .Where(reference => !allowed.GetValueOrDefault(project.Name, []).Contains(reference))
                .Select(reference => $"{project.Name} -> {reference}"));

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void The_heart_knows_neither_the_web_nor_the_bus()
    {
        var heart = RepositoryTree.Projects("services/Referrals").ShouldHaveSingleItem();

        heart.Packages.ShouldNotContain(package => package.StartsWith("MassTransit", StringComparison.Ordinal) || package.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
        RepositoryTree.Files("services/Referrals", "*.cs")
            .Where(file => File.ReadLines(file).Any(line => line.StartsWith("using MassTransit", StringComparison.Ordinal) || line.StartsWith("using Microsoft.AspNetCore", StringComparison.Ordinal)))
            .Select(RepositoryTree.Relative)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_and_namespace_is_named_after_its_room()
    {
        var faults = new List<string>();
        foreach (var project in RepositoryTree.Projects("services"))
        {
            foreach (var file in RepositoryTree.Files(RepositoryTree.Relative(project.Folder), "*.cs"))
            {
                var space = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("namespace ", StringComparison.Ordinal));
                if (space is not null && !$"{space[10..].TrimEnd(';', ' ')}.".StartsWith(project.Name + ".", StringComparison.Ordinal))
                {
                    faults.Add($"{RepositoryTree.Relative(file)}: {space}");
                }
            }
        }

        faults.ShouldBeEmpty();
    }

    [Fact]
    public void No_room_is_a_drawer_for_leftovers()
    {
        string[] drawers = ["Helpers", "Utils", "Utilities", "Common", "Managers", "Misc"];

        new[] { "services", "contracts", "tests" }
            .SelectMany(RepositoryTree.Folders)
            .Where(folder => drawers.Contains(Path.GetFileName(folder), StringComparer.OrdinalIgnoreCase))
            .Select(RepositoryTree.Relative)
            .ShouldBeEmpty();
    }

    [Fact]
    public void Every_program_is_a_table_of_contents() =>
        RepositoryTree.Files("services", "Program.cs")
            .Where(file => File.ReadLines(file).Count() > 30)
            .Select(RepositoryTree.Relative)
            .ShouldBeEmpty("a Program.cs of more than 30 lines hides what the host is made of");

    static IEnumerable<string> Names(string under) => RepositoryTree.Projects(under).Select(project => project.Name);
}
