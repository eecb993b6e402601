using System.Net;
using System.Text.Json.Nodes;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Portal;
using CptsReferral.Support.Standalone;
using Microsoft.AspNetCore.Components;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Coordination;

/// <summary>Requests with words that nothing else says, in every place that holds content, in every state that brings them to a coordinator.</summary>
public sealed class No_page_of_the_coordinator
{
    const string Room = "CptsReferral.Gateway.Portal.Coordination";

    static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.FromHours(1));

    /// <summary>Where each page is reached. A new page without a line fails: nobody has looked whether it shows content.</summary>
    static readonly Dictionary<string, string[]> Addresses = new(StringComparer.Ordinal)
    {
        ["/board"] = ["/board"],
        ["/board/reconciliation"] = ["/board/reconciliation"],
        ["/board/open"] = ["/board/open", "/board/open?lane=ecg&state=breached", "/board/open?state=unclaimed", "/board/open?lane=ecg&days=30"],
        ["/board/breaches"] = ["/board/breaches", "/board/breaches?lane=ecg&cause=none&days=30"],
        ["/board/escalations"] = ["/board/escalations"],
        ["/calls"] = ["/calls"],
        ["/lanes"] = ["/lanes"],
        ["/lanes/{code}"] = ["/lanes/ecg"],
        ["/lanes/{code}/changes"] = ["/lanes/ecg/changes?from=1&to=1"],
        ["/lanes/{code}/edit"] = ["/lanes/ecg/edit"],
        ["/lanes/new"] = ["/lanes/new?from=cardiology"],
        ["/people"] = ["/people"],
        ["/people/desks"] = ["/people/desks"],
        ["/people/new"] = ["/people/new"],
        ["/people/{id:guid}"] = ["/people/0198c0de-0000-7000-8000-000000000001"],
        ["/rota"] = ["/rota", "/rota?week=2026-11-30"],
    };

    static readonly string[] Planted =
    [
        "ZYXNOMDENAISSANCE", "Zyxprenom", "zyxquestion", "zyxtraitement", "zyxcomplement", "zyxreponse", "zyxfichier", "0199887766", "01 99 88 77 66",
        "1957-03-14", "14/03/1957", "14 mars 1957",
    ];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    static IEnumerable<string> Routes => typeof(GatewayRegistration).Assembly.GetTypes()
        .Where(type => type.Namespace?.StartsWith(Room, StringComparison.Ordinal) is true)
        .SelectMany(type => type.GetCustomAttributes(typeof(RouteAttribute), inherit: false).Cast<RouteAttribute>())
        .Select(route => route.Template);

    [Fact]
    public void Is_missing_from_the_list_of_this_spec() => Routes.Order(StringComparer.Ordinal).ShouldBe(Addresses.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public async Task Shows_anything_of_a_patient_nor_is_shown_to_anybody_else()
    {
        await using var host = await StandaloneHost.StartAsync(Monday);
        var late = await ReferenceAsync(host, await PlantedAsync(host, "ecg"));
        await AnswersAsync(host, await PlantedAsync(host, "ecg"));
        var asked = await PlantedAsync(host, "cardiology");
        await host.Cardiologist2.DoesAsync("claim", asked, Cancellation);
        await host.Cardiologist2.DoesAsync("information-request", asked, new JsonObject { ["question"] = "zyxcomplement ?" }, Cancellation);
        await host.PassesAsync(TimeSpan.FromHours(30), Cancellation);

        using (var coordinator = new Visitor(host.Address))
        {
            await coordinator.SignsInAsAsync("Charlie Coordon", Cancellation);
            foreach (var address in Addresses.Values.SelectMany(addresses => addresses))
            {
                var page = await coordinator.AsksAsync(address, Cancellation);
                page.Status.ShouldBe(HttpStatusCode.OK, address);
                var text = WebUtility.HtmlDecode(page.Html);
                foreach (var word in Planted)
                    text.Contains(word, StringComparison.OrdinalIgnoreCase).ShouldBeFalse($"{address} shows “{word}”");
            }

            // Else the pages above would have had nothing to give away.
            foreach (var address in (string[])["/board/open", "/board/breaches", "/board/escalations"])
                (await coordinator.AsksAsync(address, Cancellation)).Html.ShouldContain(late, customMessage: address);
            (await coordinator.AsksAsync("/calls", Cancellation)).Html.ShouldContain("Dr Alix Demonville");
        }

        using var requester = new Visitor(host.Address);
        await requester.SignsInAsAsync("Dr Alix Demonville", Cancellation);
        foreach (var address in Addresses.Values.Select(addresses => addresses[0]))
        {
            var page = await requester.AsksAsync(address, Cancellation);
            page.Status.ShouldBe(HttpStatusCode.Forbidden, address);
            page.ContentType.ShouldBe("text/html", address);
        }

        using var secretary = new Visitor(host.Address);
        await secretary.SignsInAsAsync("Sacha Radiolle", Cancellation);
        (await secretary.AsksAsync("/calls", Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        (await secretary.AsksAsync("/board", Cancellation)).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    static async Task<Guid> PlantedAsync(StandaloneHost host, string lane)
    {
        var request = await host.RequestAsync(lane, host.Gp, Cancellation);
        var (content, type, _) = Files.OfKind(["application/pdf"]);
        var file = (await host.Gp.UploadsAsync(content, type, "zyxfichier.pdf", Cancellation)).Id;
        request["attachments"]!.AsArray().Add(file);
        var patient = request["patient"]!;
        (patient["birthName"], patient["givenNames"], patient["phone"], patient["birthDate"]) = ("ZYXNOMDENAISSANCE", "Zyxprenom", "01 99 88 77 66", "1957-03-14");
        request["question"] = "Une zyxquestion ?";
        request["answers"]!["currentTreatments"] = "zyxtraitement";
        var reply = await host.Gp.SubmitsAsync(request, Cancellation);
        reply.Status.ShouldBe(HttpStatusCode.Created, reply.Text);
        await host.ReachesAsync(reply.Id, "queued", Cancellation);
        return reply.Id;
    }

    static async Task AnswersAsync(StandaloneHost host, Guid referral)
    {
        await host.Cardiologist.DoesAsync("claim", referral, Cancellation);
        var answer = Requests.AnswerFor(await host.LaneAsync("ecg", Cancellation), "Une zyxreponse.");
        (await host.Cardiologist.DoesAsync("answer", referral, answer, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
    }

    static async Task<string> ReferenceAsync(StandaloneHost host, Guid referral) =>
        (await host.Gp.ReadsAsync(referral, Cancellation)).Json.GetProperty("reference").GetString()!;
}
