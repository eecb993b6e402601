using System.Text.Json.Nodes;
using CptsReferral.Support.Api;

namespace CptsReferral.Gateway.Specs.Access;

static partial class Asks
{
    const string Search = """{"text":"ZYXNOMDE"}""";

    static void Api()
    {
        Add("POST /api/referrals", "posts a request", s => s.CardiologyRequestAsync());
        Add("POST /api/referrals/search", "looks for the patient", _ => Ask.Json(HttpMethod.Post, "/api/referrals/search", Search));
        Add("POST /api/worklists/{lane}/search", "looks for the patient", _ => Ask.Json(HttpMethod.Post, "/api/worklists/ecg/search", Search));

        Move("claim", "takes a free request", s => s.FreeAsync(), "{}");
        Move("claim", "takes a request that is taken", s => s.ClaimedAsync(), "{}");
        Move("release", "gives the request back", s => s.ClaimedAsync(), """{"reason":"Congé"}""");
        Move("information-request", "asks for more", s => s.ClaimedAsync(), """{"question":"Depuis quand ?"}""");
        Move("contact-attempt", "could not reach the patient", s => s.ClaimedAsync(), "{}");
        Move("decline", "declines", s => s.ClaimedAsync(), """{"reason":"duplicate"}""");
        Move("redirect", "sends on to another lane", s => s.ClaimedAsync(), """{"lane":"oncology"}""");
        Add("POST /api/referrals/{id:guid}/answer", "answers", async s => Moves("answer", await s.ClaimedAsync(), await s.AnswerAsync()));
        Add("POST /api/referrals/{id:guid}/amendment", "corrects the answer", async s => Moves("amendment", await s.AnsweredAsync(), await s.AnswerAsync()));
        Move("information", "replies to the desk", s => s.AskedAsync(), """{"text":"Depuis mars."}""");
        Move("cancel", "withdraws the request", s => s.ClaimedAsync(), "{}");
        Move("open", "opens the answer", s => s.AnsweredAsync(), "{}");
        Move("close", "closes the request", s => s.AnsweredAsync(), """{"impact":"none"}""");

        Add("POST /api/attachments", "uploads a file", _ => new Ask(HttpMethod.Post, "/api/attachments", ("image/png", Support.Api.Files.Png)) { Headers = [("X-File-Name", "essai.png")] });
        Add("PUT /api/lanes/{code}", "saves the lane", async s =>
            Ask.Json(HttpMethod.Put, "/api/lanes/oncology", (await s.Host.LaneAsync("oncology", Cancellation)).GetRawText()));
        Add("PATCH /api/breaches/{id:guid}", "sets the cause", s => Ask.Json(HttpMethod.Patch, $"/api/breaches/{s.Breach}", """{"cause":"overload"}"""));
        Add("POST /api/call-list/{referralId:guid}/settle", "has phoned", s => Ask.Json(HttpMethod.Post, $"/api/call-list/{s.Phoned}/settle", ""));
        Add("POST /api/people", "adds a member", s => Ask.Json(HttpMethod.Post, "/api/people", s.NewPerson()));
        Add("POST /api/people/{id:guid}/activation", "invites a member", async s => Ask.Json(HttpMethod.Post, $"/api/people/{await s.JoinsAsync()}/activation", ""));
        Add("POST /api/people/{id:guid}/sign-out", "ends their sessions", async s => Ask.Json(HttpMethod.Post, $"/api/people/{await s.JoinsAsync()}/sign-out", ""));
        Add("POST /api/people/{id:guid}/credentials", "changes their secret", async s => Ask.Json(HttpMethod.Post, $"/api/people/{await s.JoinsAsync()}/credentials", ""));
        Add("POST /api/rotas/{desk}", "puts somebody on duty", s => Ask.Json(HttpMethod.Post, "/api/rotas/ecg-readers", s.NewShift()));
        Add("DELETE /api/rotas/{desk}/{id:guid}", "takes somebody off duty", async s => new Ask(HttpMethod.Delete, $"/api/rotas/ecg-readers/{await s.OnDutyAsync()}"));
        Add("POST /api/break-glass", "opens a request", async s => Ask.Json(HttpMethod.Post, "/api/break-glass", Stage.Emergency(await s.ReferenceAsync())));
        Add("POST /api/break-glass/{id:guid}/review", "says that it was justified", async s =>
            Ask.Json(HttpMethod.Post, $"/api/break-glass/{await s.OpenedAsync()}/review", """{"verdict":"justified"}"""));
        Add("PUT /api/retention/holds/{reference}", "keeps a request", async s =>
            Ask.Json(HttpMethod.Put, $"/api/retention/holds/{await s.ReferenceAsync()}", "{\"reason\":\"claim\"}"));
        Add("DELETE /api/retention/holds/{reference}", "lets the periods go on", async s => new Ask(HttpMethod.Delete, $"/api/retention/holds/{await s.HeldAsync()}"));
        Add("POST /api/dead-letters/{messageId:guid}/replay", "sends a failed message again", async s =>
            Ask.Json(HttpMethod.Post, $"/api/dead-letters/{await s.Host.FailsForGoodAsync(Cancellation)}/replay", ""));
    }

    static CancellationToken Cancellation => Xunit.TestContext.Current.CancellationToken;

    static void Move(string move, string what, Func<Stage, Task<Guid>> on, string body) =>
        Add($"POST /api/referrals/{{id:guid}}/{move}", what, async s => Moves(move, await on(s), JsonNode.Parse(body)!.AsObject()));

    static Ask Moves(string move, Guid referral, JsonObject body) => Ask.Json(HttpMethod.Post, $"/api/referrals/{referral}/{move}", body.ToJsonString());
}
