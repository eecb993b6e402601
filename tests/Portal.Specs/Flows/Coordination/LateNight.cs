using System.Text.Json.Nodes;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Xunit;

namespace CptsReferral.Portal.Specs.Flows.Coordination;

/// <summary>A Monday and the night after it, on the test's clock: something of everything that brings a request to a coordinator.</summary>
public sealed class LateNight : PortalHost
{
    static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    /// <summary>What the requests say, in every place that holds content; no page of a coordinator may.</summary>
    public static IReadOnlyList<string> Secrets { get; } =
    [
        "ZYXNOMDENAISSANCE", "Zyxprenom", "zyxquestion", "zyxcontexte", "zyxtraitement", "zyxcomplement", "zyxreponse",
        "0199887766", "01 99 88 77 66", "1957-03-14", "14/03/1957", "14 mars 1957", "14 March 1957",
    ];

    /// <summary>Too late, and nobody has taken it.</summary>
    public Guid Late { get; private set; }

    /// <summary>Answered in time, and nobody has opened the answer.</summary>
    public Guid Unopened { get; private set; }

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected override async Task<StandaloneHost> StartAsync()
    {
        var host = await StandaloneHost.StartAsync(Monday);
        Late = await PostedAsync(host, "ecg");
        await PostedAsync(host, "ecg");
        Unopened = await PostedAsync(host, "ecg");
        await AnswersAsync(host, Unopened);
        var afterwards = await PostedAsync(host, "ecg");
        var asked = await PostedAsync(host, "dermatology");
        await host.Dermatologist.DoesAsync("claim", asked, Cancellation);
        await host.Dermatologist.DoesAsync("information-request", asked, new JsonObject { ["question"] = "zyxcomplement ?" }, Cancellation);
        await host.PassesAsync(TimeSpan.FromHours(30), Cancellation);
        await AnswersAsync(host, afterwards);
        await PostedAsync(host, "ecg");
        await PostedAsync(host, "cardiology");
        // Answers are still on their way home: who looks from number to list sees one night.
        await host.SettlesAsync(Cancellation);
        return host;
    }

    /// <summary>Posts a request that says all of these.</summary>
    public static async Task<Guid> PostedAsync(Switchboard board, string lane)
    {
        var request = await board.RequestAsync(lane, board.Gp, Cancellation);
        var patient = request["patient"]!;
        (patient["birthName"], patient["givenNames"], patient["phone"], patient["birthDate"]) = ("ZYXNOMDENAISSANCE", "Zyxprenom", "01 99 88 77 66", "1957-03-14");
        (request["question"], request["context"]) = ("Une zyxquestion ?", "Un zyxcontexte.");
        if (request["answers"]!.AsObject().ContainsKey("currentTreatments"))
            request["answers"]!["currentTreatments"] = "zyxtraitement";
        var reply = await board.Gp.SubmitsAsync(request, Cancellation);
        if (reply.Status != System.Net.HttpStatusCode.Created)
            throw new InvalidOperationException($"Not accepted: {reply}");
        await board.ReachesAsync(reply.Id, "queued", Cancellation);
        return reply.Id;
    }

    static async Task AnswersAsync(Switchboard board, Guid referral)
    {
        await board.Cardiologist.DoesAsync("claim", referral, Cancellation);
        await board.Cardiologist.DoesAsync("answer", referral, Requests.AnswerFor(await board.LaneAsync("ecg", Cancellation), "Une zyxreponse."), Cancellation);
    }
}
