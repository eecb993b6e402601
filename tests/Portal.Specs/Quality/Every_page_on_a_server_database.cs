using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support.Databases;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Quality;

/// <summary>
/// A server is waited for, the embedded database is not: what the parts of a page do meanwhile goes wrong only here. No browser is needed for that.
/// </summary>
public sealed class Every_page_on_a_server_database(PreparedWorldOnAServer world) : IClassFixture<PreparedWorldOnAServer>
{
    public static TheoryData<int, string> Lines =>
        [.. AllPages.Lines.Index().Where(line => line.Item is { Does: null, Before: null }).Select(line => (line.Index, line.Item.ToString()))];

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task Opens(int line, string page)
    {
        var (person, address, status) = (AllPages.Lines[line].Person, AllPages.Lines[line].Address(world), AllPages.Lines[line].Status);
        using var visitor = await world.VisitsWithoutScriptsAsync(person);
        // What is now and then wrong is wrong.
        for (var once = 0; once < 3; once++)
            ((int)(await visitor.AsksAsync(address, TestContext.Current.CancellationToken)).Status).ShouldBe(status, page);
    }
}

/// <summary>The same world on PostgreSQL.</summary>
public sealed class PreparedWorldOnAServer(Chromium chromium, PostgreSqlServer server) : PreparedWorld(chromium)
{
    protected override async Task<SpecDatabase?> DatabaseAsync() => await server.DatabaseAsync(TestContext.Current.CancellationToken);
}
