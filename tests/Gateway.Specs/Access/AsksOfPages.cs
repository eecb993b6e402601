using System.Globalization;
using System.Text.Json.Nodes;

namespace CptsReferral.Gateway.Specs.Access;

static partial class Asks
{
    static void Pages()
    {
        Add("GET /requests/new/{Code}", "begins with the requester's patient", s => Ask.Reads($"/requests/new/ecg?patient={s.Request}"));
        Add("GET /lanes/{code}/changes", Reading, _ => Ask.Reads("/lanes/ecg/changes?from=1&to=1"));
        Add("GET /lanes/new", Reading, _ => Ask.Reads("/lanes/new?from=cardiology"));
        Add("POST /requests", "looks for the patient", _ => Ask.Posts("/requests", "search", ("word", "ZYXNOMDE")));
        // What is missing is told only to who may ask at all.
        Add("POST /requests/new/{Code}", "posts an empty request", _ => Ask.Posts("/requests/new/ecg", "send"));

        Form("", "claim", "takes a free request", s => s.FreeAsync());
        Form("", "next", "takes the next request", async s =>
        {
            await s.FreeAsync();
            return await s.ClaimedAsync();
        });
        Form("", "release", "gives the request back", s => s.ClaimedAsync(), ("reason", "Congé"));
        Form("", "reply", "replies to the desk", s => s.AskedAsync(), ("text", "Depuis mars."));
        Form("", "close", "closes the request", s => s.AnsweredAsync(), ("impact", "None"));
        Form("", "cancel", "withdraws the request", s => s.ClaimedAsync(), ("reason", "Plus nécessaire"));
        Form("/ask", "ask", "asks for more", s => s.ClaimedAsync(), ("question", "Depuis quand ?"));
        Form("/decline", "decline", "declines", s => s.ClaimedAsync(), ("reason", "duplicate"));
        Form("/redirect", "redirect", "sends on to another lane", s => s.ClaimedAsync(), ("lane", "oncology"));
        Add("POST /referrals/{Id:guid}/answer", "answers", async s =>
            Ask.Posts($"/referrals/{await s.ClaimedAsync()}/answer", "answer", [.. Fields(await s.AnswerAsync()), ("then", "list")]));
        Add("POST /referrals/{Id:guid}/amend", "corrects the answer", async s =>
            Ask.Posts($"/referrals/{await s.AnsweredAsync()}/amend", "amend", Fields(await s.AnswerAsync())));

        Add("POST /desks/{Code}", "takes a free request", async s => Ask.Posts("/desks/cardiology", "claim", ("referral", $"{await s.FreeAsync()}")));
        Add("POST /desks/{Code}", "looks for the patient", _ => Ask.Posts("/desks/ecg", "search", ("word", "ZYXNOMDE")));
        Add("POST /canned-replies", "keeps a reply of their own", _ => Ask.Posts("/canned-replies", "save", ("title", "Essai"), ("text", "Un texte inventé.")));

        Add("POST /rota", "puts somebody on duty", s => Ask.Posts("/rota", "add-ecg-readers", JsonNode.Parse(s.NewShift())!.AsObject()
            .Select(field => (field.Key, field.Value!.GetValue<string>() is var text && field.Key == "personId" ? text : text[..16]))));
        Add("POST /rota", "takes somebody off duty", async s =>
        {
            var shift = await s.OnDutyAsync();
            return Ask.Posts($"/rota?week={Stage.DutyDay:yyyy-MM-dd}", $"remove-{shift}");
        });
        Add("POST /people/new", "adds a member", s => Ask.Posts("/people/new", "person", NewPerson(s)));
        Add("POST /people/{id:guid}", "edits a member", async s => Ask.Posts($"/people/{await s.JoinsAsync()}", "person", NewPerson(s)));
        Add("POST /people/{id:guid}", "invites a member", async s => Ask.Posts($"/people/{await s.JoinsAsync()}", "activation"));
        Add("POST /people/{id:guid}", "ends their sessions", async s => Ask.Posts($"/people/{await s.JoinsAsync()}", "sessions"));
        Add("POST /people/{id:guid}", "changes their secret", async s => Ask.Posts($"/people/{await s.JoinsAsync()}", "credentials"));
        Add("POST /people/{id:guid}", "locks a member out", async s => Ask.Posts($"/people/{await s.JoinsAsync()}", "active", NewPerson(s)));
        Add("POST /lanes/{code}/edit", "saves the lane", async s =>
        {
            var lane = await s.Host.LaneAsync("oncology", Cancellation);
            return Ask.Posts("/lanes/oncology/edit", "lane", ("step", "save"), ("version", lane.GetProperty("version").GetRawText()), ("document", lane.GetRawText()));
        });
        Add("POST /lanes/new", "saves a new lane", async s =>
        {
            var lane = JsonNode.Parse((await s.Host.LaneAsync("oncology", Cancellation)).GetRawText())!.AsObject();
            lane["code"] = "invented";
            return Ask.Posts("/lanes/new?from=oncology", "lane", ("step", "save"), ("version", "0"), ("document", lane.ToJsonString()));
        });
        Add("POST /retention", "keeps a request", async s => Ask.Posts("/retention", "hold", ("reference", await s.ReferenceAsync()), ("reason", "claim")));
        Add("POST /retention", "lets the periods go on", async s => Ask.Posts("/retention", $"lift-{await s.HeldAsync()}"));
        Add("POST /break-glass/open", "opens a request", async s => Ask.Posts(
            "/break-glass/open", "break-glass", ("reference", await s.ReferenceAsync()), ("reason", "patient-present"), ("justification", "Devant moi."), ("confirm", "yes")));
        Add("POST /break-glass", "says that it was justified", async s =>
        {
            var opened = await s.OpenedAsync();
            return Ask.Posts("/break-glass", $"review-{opened}", ($"verdict-{opened}", "justified"));
        });
        Add("POST /calls", "has phoned", s => Ask.Posts("/calls", $"settle-{s.NextCall}"));
        Add("POST /board/breaches", "sets the cause", async s => Ask.Posts("/board/breaches", $"cause-{s.Breach}",
            ("version", (await s.BreachVersionAsync()).ToString(CultureInfo.InvariantCulture)), ("cause", "overload")));
        Add("POST /board/escalations", "has seen to it", s => Ask.Posts("/board/escalations", $"handled-{s.Late}", ("note", "Appelé")));
    }

    static void Form(string page, string form, string what, Func<Stage, Task<Guid>> on, params (string Name, string Value)[] fields) =>
        Add($"POST /referrals/{{Id:guid}}{page}", what, async s => Ask.Posts($"/referrals/{await on(s)}{page}", form, fields));

    static IEnumerable<(string Name, string Value)> Fields(JsonObject answer) =>
        answer["fields"]!.AsObject().Select(field => ($"fields.{field.Key}", field.Value!.ToString())).Prepend(("text", answer["text"]!.ToString()));

    static IEnumerable<(string Name, string Value)> NewPerson(Stage stage) =>
        JsonNode.Parse(stage.NewPerson())!.AsObject().Select(field => (field.Key, field.Value!.ToString()));
}
