using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support;
using Shouldly;
using Xunit;

namespace CptsReferral.Portal.Specs.Quality;

/// <summary>The bars that each page has to clear, for whoever comes to it. A page without a line in <see cref="AllPages"/> fails here.</summary>
public sealed class Every_page(Chromium chromium, PreparedWorld world) : IClassFixture<PreparedWorld>
{
    public static TheoryData<int, string> Lines => [.. AllPages.Lines.Index().Select(line => (line.Index, line.Item.ToString()))];

    [Fact]
    public void Has_a_line_in_the_list() => AllPages.Routes.Except(AllPages.Lines.Select(line => line.Route), StringComparer.Ordinal).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Lines))]
    public Task Is_for_everybody_on_a_desktop_in_French(int line, string page) => HoldsAsync(line, page, Device.Desktop);

    [Theory]
    [MemberData(nameof(Lines))]
    public Task Is_for_everybody_on_the_narrowest_phone_in_English_at_night(int line, string page) => HoldsAsync(line, page, Device.Narrow.InEnglish.InTheDark);

    async Task HoldsAsync(int index, string page, Device device)
    {
        Skip.When(chromium.Missing);
        var line = AllPages.Lines[index];
        await (line.Before?.Invoke(world) ?? Task.CompletedTask);
        try
        {
            await using var visitor = await world.VisitsAsync(line.Person, device);
            var visit = new PageVisit(line, visitor, world);
            var faults = await visit.FaultsAsync();
            TestContext.Current.TestOutputHelper?.WriteLine($"{page} {device}: {visit.Cost}");
            var picture = faults.Count == 0 ? "" : await visitor.PicturesAsync(string.Concat($"{page} {device}".Select(c => char.IsLetterOrDigit(c) ? c : '-')));
            faults.ShouldBeEmpty($"{page} {device}: {picture}");
        }
        finally
        {
            await (line.After?.Invoke(world) ?? Task.CompletedTask);
        }
    }
}
