using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Xunit;

namespace CptsReferral.Portal.Specs.Quality;

/// <summary>A switchboard where something is in every state, so that every page has something to show; and people who are signed in already.</summary>
public sealed class PreparedWorld(Chromium chromium) : IAsyncLifetime
{
    /// <summary>Words that no page of a coordinator may show, nor any title.</summary>
    public static IReadOnlyList<string> Planted { get; } = ["DURAND-FICTIF", "Motquestion", "Motcontexte", "Motcomplement", "Motreponse", "Motrefus", "Motchamp"];

    readonly ConcurrentDictionary<string, Task<string>> sessions = new(StringComparer.Ordinal);
    StandaloneHost? host;

    public Switchboard Board => host!;

    public Uri Address => host!.Address;

    public Guid Queued { get; private set; }

    public Guid Claimed { get; private set; }

    public Guid Asked { get; private set; }

    public Guid Delivered { get; private set; }

    public Guid Declined { get; private set; }

    public Guid Imaging { get; private set; }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        if (chromium.Missing is not null)
            return;
        host = await StandaloneHost.StartAsync();
        Queued = await PostedAsync("dermatology");
        Claimed = await ClaimedAsync("cardiology", Board.Cardiologist);
        Asked = await ClaimedAsync("dermatology", Board.Dermatologist);
        await Board.Dermatologist.DoesAsync("information-request", Asked, new JsonObject { ["question"] = "Motcomplement ?" }, Cancellation);
        Delivered = await ClaimedAsync("ecg", Board.Cardiologist);
        await Board.Cardiologist.DoesAsync("answer", Delivered, Requests.AnswerFor(await Board.LaneAsync("ecg", Cancellation), "Motreponse"), Cancellation);
        Declined = await ClaimedAsync("ecg", Board.Cardiologist2);
        await Board.Cardiologist2.DoesAsync("decline", Declined, new JsonObject { ["reason"] = "other", ["text"] = "Motrefus" }, Cancellation);
        Imaging = await ClaimedAsync("imaging", Board.Secretary);
        await Board.ReachesAsync(Delivered, "delivered", Cancellation);
    }

    /// <summary>A fresh device, but for the session of a person; nobody is signed in without a name.</summary>
    public async Task<Visitor> VisitsAsync(string? person, Device device)
    {
        var session = person is null ? null : await sessions.GetOrAdd($"{person} {device.Language}", _ => SignInAsync(person, device));
        return await Visitor.ComesAsync(await chromium.OpensAsync(Address, device, session), device);
    }

    public async ValueTask DisposeAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
    }

    async Task<string> SignInAsync(string person, Device device)
    {
        await using var visitor = await Visitor.ComesAsync(await chromium.OpensAsync(Address, device), device);
        await visitor.SignsInAsAsync(person);
        return await visitor.Context.StorageStateAsync();
    }

    async Task<Guid> PostedAsync(string lane)
    {
        var request = await Board.RequestAsync(lane, Board.Gp, Cancellation);
        request["question"] = "Motquestion ?";
        request["context"] = "Motcontexte.";
        foreach (var (name, value) in request["answers"]!.AsObject().ToList())
        {
            // Free text only: the rest is chosen from lists, whose words are the lane's own.
            if (value?.GetValueKind() == System.Text.Json.JsonValueKind.String && value.GetValue<string>().Contains(' ', StringComparison.Ordinal))
                request["answers"]![name] = "Motchamp libre";
        }

        var reply = await Board.Gp.SubmitsAsync(request, Cancellation);
        if (reply.Status != System.Net.HttpStatusCode.Created)
            throw new InvalidOperationException($"Not accepted: {reply}");
        await Board.ReachesAsync(reply.Id, "queued", Cancellation);
        return reply.Id;
    }

    async Task<Guid> ClaimedAsync(string lane, Persona expert)
    {
        var id = await PostedAsync(lane);
        await expert.DoesAsync("claim", id, Cancellation);
        return id;
    }
}
