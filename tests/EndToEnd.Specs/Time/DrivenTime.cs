using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Time;

/// <summary>A switchboard whose clock the spec moves: days pass in seconds.</summary>
public abstract class DrivenTime(DateTimeOffset startsAt) : IAsyncLifetime
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected StandaloneHost Board { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Board = await StandaloneHost.StartAsync(startsAt);

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Board.DisposeAsync();
    }

    protected Task PassesAsync(double hours) => Board.PassesAsync(TimeSpan.FromHours(hours), Cancellation);

    protected static async Task<JsonElement> OkAsync(Task<Reply> call)
    {
        var reply = await call;
        reply.Status.ShouldBe(HttpStatusCode.OK, reply.ToString());
        return reply.Json;
    }

    protected static Task<JsonElement> ReadsAsync(Persona who, string path) => OkAsync(who.GetsAsync(path, Cancellation));

    protected static async Task<IReadOnlyList<string?>> InboxAsync(Persona who, Guid referral) =>
    [
        .. (await ReadsAsync(who, "/api/inbox?limit=200")).GetProperty("items").EnumerateArray()
            .Where(entry => entry.GetProperty("referralId").GetGuid() == referral)
            .Select(entry => entry.GetProperty("kind").GetString()).Reverse(),
    ];

    protected async Task<JsonElement> BoardOfAsync(string lane) =>
        (await ReadsAsync(Board.Coordinator, "/api/board")).GetProperty("items").EnumerateArray().Single(row => row.GetProperty("lane").GetString() == lane);

    protected async Task AnswersAsync(Guid id, string lane) =>
        await OkAsync(Board.ExpertOf(lane).DoesAsync("answer", id, Requests.AnswerFor(await Board.LaneAsync(lane, Cancellation)), Cancellation));

    protected static JsonObject Impact => new() { ["impact"] = "none" };
}
