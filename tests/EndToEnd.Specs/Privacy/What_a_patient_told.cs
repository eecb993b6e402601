using System.Net;
using System.Text.Json.Nodes;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Deployed;
using CptsReferral.Support.Split;
using Shouldly;
using Xunit;

namespace CptsReferral.EndToEnd.Specs.Privacy;

/// <summary>What is said about a patient stays with the people concerned: it is in no log, message, mail, metric, trace or link.</summary>
public abstract class What_a_patient_told(DeployedSwitchboard board) : Journey(board)
{
    // Unlike any word of ours; the INS is of the invented range and has a valid key.
    static readonly string[] Secrets =
    [
        "ZYXABEL-FICTIF", "Quorxine", "1970-02-28", "+33 1 99 00 77 31", "+33199007731", "Zwimelpoc", "Klorvatix", "Brunzelda", "Vampolrec", "Plonivek", "Drustagol",
    ];

    [Fact]
    public async Task Stays_with_the_people_concerned()
    {
        var ins = Ins("1600275123456");
        var id = await WholeStoryAsync(ins);
        string[] secrets = [.. Secrets, ins];

        // A search travels in the address, and a mistake comes back as a problem: neither may leave a trace.
        (await Board.Gp.GetsAsync("/api/referrals?q=ZYXABEL-FICTIF", Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        var faulty = await Board.RequestAsync("cardiology", Board.Gp, Cancellation);
        faulty["patient"]!["birthName"] = "ZYXABEL-FICTIF";
        faulty["patient"]!["sex"] = "Zwimelpoc";
        (await Board.Gp.SubmitsAsync(faulty, Cancellation)).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);

        var messages = await Board.Messages.AboutAsync(id.ToString(), Cancellation);
        messages.Count.ShouldBeGreaterThan(10);
        await Eventually.SeesAsync(() => Board.Telemetry.Spans, spans => spans > 50, Cancellation, Patience);
        var places = new Dictionary<string, IEnumerable<string>>(StringComparer.Ordinal)
        {
            ["messages"] = (await Board.Messages.AboutAsync("", Cancellation)).Select(message => message.Text),
            ["mails"] = Board.Mails.Concat(Board.MailsAbout(id).Select(mail => mail.Subject + mail.Text)),
            ["traces"] = Board.Telemetry.AsText("traces"),
            ["exported logs"] = Board.Telemetry.AsText("logs"),
            ["exported metrics"] = Board.Telemetry.AsText("metrics"),
            ["metrics pages"] = await Task.WhenAll(Board.Hosts.Where(host => host.Name != "migrate").Select(MetricsAsync)),
            ["output"] = Board.Hosts.Select(host => host.Output),
        };
        foreach (var (place, texts) in places)
        {
            var all = texts.ToList();
            all.ShouldNotBeEmpty(place);
            // Said without the text itself: a test's output is a log too.
            secrets.Where(secret => all.Any(text => text.Contains(secret, StringComparison.OrdinalIgnoreCase))).ShouldBeEmpty(place);
        }
    }

    async Task<Guid> WholeStoryAsync(string ins)
    {
        var request = await Board.RequestAsync("dermatology", Board.Gp, Cancellation);
        request["patient"] = new JsonObject
        {
            ["birthName"] = "ZYXABEL-FICTIF",
            ["givenNames"] = "Quorxine",
            ["birthDate"] = "1970-02-28",
            ["sex"] = "male",
            ["ins"] = ins,
            ["insStatus"] = "QUAL",
            ["phone"] = "+33 1 99 00 77 31",
        };
        request["question"] = "Zwimelpoc ?";
        request["context"] = "Klorvatix.";
        var posted = await Board.Gp.SubmitsAsync(request, Cancellation);
        posted.Status.ShouldBe(HttpStatusCode.Created, posted.ToString());
        var id = posted.Id;
        await ReachesAsync(id, "queued");
        await DoneAsync(Board.Dermatologist, "claim", id);
        await DoneAsync(Board.Dermatologist, "information-request", id, new JsonObject { ["question"] = "Brunzelda ?" });
        await DoneAsync(Board.Gp, "information", id, new JsonObject { ["text"] = "Vampolrec." });
        await AnsweredAsync(Board.Dermatologist, "dermatology", id, "Plonivek.");
        await ReachesAsync(id, "delivered");
        await MailsAsync(id, 2);
        await DoneAsync(Board.Gp, "close", id, new JsonObject { ["impact"] = "none", ["comment"] = "Drustagol." });
        return id;
    }

    static async Task<string> MetricsAsync(HostProcess host)
    {
        using var http = new HttpClient { BaseAddress = host.Address };
        return await http.GetStringAsync(new Uri("/metrics", UriKind.Relative), Cancellation);
    }

    static string Ins(string number) => number + (97 - (long.Parse(number, System.Globalization.CultureInfo.InvariantCulture) % 97)).ToString("00", System.Globalization.CultureInfo.InvariantCulture);
}

[Collection(StandaloneShape.Standalone)]
public sealed class What_a_patient_told_on_standalone(StandaloneProcess board) : What_a_patient_told(board);

[Collection(SplitShape.Split)]
public sealed class What_a_patient_told_on_split(SplitHost board) : What_a_patient_told(board);
