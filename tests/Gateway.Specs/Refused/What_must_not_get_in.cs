using CptsReferral.Support.Api;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Refused;

/// <summary>Every kind of bad input that we know of, in one table: status, stable code, every faulty field, both languages, nothing half stored.</summary>
public sealed class What_must_not_get_in(TheSwitchboard switchboard) : IClassFixture<What_must_not_get_in.Stage>
{
    static readonly IReadOnlyList<BadInput> Table = [.. Submitting.Rows, .. Attaching.Rows, .. Moving.Rows, .. Reading.Rows];

    static Scene? scene;

    public static TheoryData<string> Names => [.. Table.Select(row => row.Name)];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_refused_with_its_code(string name)
    {
        var row = Table.Single(row => row.Name == name);
        var at = scene ??= await Scene.SetAsync(switchboard.Host);
        var before = await switchboard.Host.StoredAsync(Cancellation);

        var reply = await row.Send(at);

        reply.ShouldBeProblem(row.Status, row.Code);
        reply.Faults().ShouldBe(row.Faults.Order(StringComparer.Ordinal));
        (await switchboard.Host.StoredAsync(Cancellation)).ShouldBe(before, "nothing is half stored");
    }

    /// <summary>Ends the scene with the class.</summary>
    public sealed class Stage : IDisposable
    {
        public void Dispose()
        {
            scene?.Dispose();
            scene = null;
        }
    }
}
