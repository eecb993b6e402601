using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.OpenApi;

public sealed class The_published_description(TheSwitchboard switchboard)
{
    /// <summary>The calls that clients are being written against.</summary>
    static readonly string[] Binding =
    [
        "POST /connect/token", "POST /api/attachments", "POST /api/referrals", "GET /api/referrals", "GET /api/referrals/{id}", "GET /api/referrals/{id}/clock",
        "POST /api/referrals/{id}/claim", "POST /api/referrals/{id}/release", "POST /api/referrals/{id}/information-request", "POST /api/referrals/{id}/answer",
        "POST /api/referrals/{id}/amendment", "POST /api/referrals/{id}/decline", "POST /api/referrals/{id}/redirect", "POST /api/referrals/{id}/information",
        "POST /api/referrals/{id}/cancel", "POST /api/referrals/{id}/open", "POST /api/referrals/{id}/close", "GET /api/worklists/{lane}", "GET /api/lanes",
        "GET /api/lanes/{code}", "PUT /api/lanes/{code}", "GET /api/board", "GET /api/breaches", "PATCH /api/breaches/{id}", "GET /api/events",
        "GET /health/live", "GET /health/ready", "GET /openapi/v1.json", "GET /metrics",
    ];

    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    readonly StandaloneHost host = switchboard.Host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_the_committed_one()
    {
        var description = JsonNode.Parse(await TextAsync())!.ToJsonString(Readable).ReplaceLineEndings("\n") + "\n";

        Committed.ShouldMatch(description, "contracts/openapi.json");
    }

    [Fact]
    public async Task Has_every_call_of_the_binding_table() =>
        Binding.Except((await OperationsAsync()).Select(operation => operation.Name)).ShouldBeEmpty();

    [Fact]
    public async Task Names_and_explains_every_operation()
    {
        var operations = await OperationsAsync();

        operations.Select(operation => Member(operation.Json, "operationId")).ShouldBeUnique();
        foreach (var (name, operation) in operations)
        {
            Member(operation, "operationId").ShouldNotBeNullOrWhiteSpace(name);
            Member(operation, "summary").ShouldNotBeNullOrWhiteSpace(name);
            operation.GetProperty("tags").GetArrayLength().ShouldBe(1, name);
            foreach (var parameter in Items(operation, "parameters").Where(parameter => parameter.GetProperty("in").GetString() != "path"))
                Member(parameter, "description").ShouldNotBeNullOrWhiteSpace($"{name} {Member(parameter, "name")}");
        }
    }

    [Fact]
    public async Task Shows_an_example_of_every_body_and_every_problem()
    {
        foreach (var (name, operation) in await OperationsAsync())
        {
            if (operation.TryGetProperty("requestBody", out var body))
            {
                foreach (var media in body.GetProperty("content").EnumerateObject().Where(media => media.Name == "application/json" && !IsEmpty(media.Value)))
                    media.Value.TryGetProperty("example", out _).ShouldBeTrue($"{name} has no example of its body");
            }

            foreach (var reply in operation.GetProperty("responses").EnumerateObject().Where(reply => int.Parse(reply.Name, System.Globalization.CultureInfo.InvariantCulture) >= 400 && name.Contains("/api/", StringComparison.Ordinal)))
            {
                var problem = reply.Value.GetProperty("content").GetProperty("application/problem+json");
                problem.GetProperty("schema").GetProperty("$ref").GetString().ShouldBe("#/components/schemas/ProblemBody");
                var example = problem.GetProperty("example");
                example.GetProperty("status").GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture).ShouldBe(reply.Name);
                example.GetProperty("code").GetString().ShouldNotBeNullOrWhiteSpace();
                example.GetProperty("messages").GetProperty("en").GetString().ShouldNotBeNullOrWhiteSpace();
            }
        }
    }

    [Fact]
    public async Task Tells_the_headers_that_matter()
    {
        var operations = (await OperationsAsync()).ToDictionary(operation => operation.Name, operation => operation.Json);

        Headers(operations["POST /api/referrals"]).ShouldContain("Idempotency-Key");
        Headers(operations["POST /api/attachments"]).ShouldContain("X-File-Name");
        Headers(operations["GET /api/events"]).ShouldContain("Last-Event-ID");
        foreach (var (name, move) in operations.Where(operation => operation.Key.StartsWith("POST /api/referrals/{id}/", StringComparison.Ordinal)))
        {
            Headers(move).ShouldContain("If-Match", name);
            move.GetProperty("responses").GetProperty("200").GetProperty("headers").TryGetProperty("ETag", out _).ShouldBeTrue(name);
        }

        operations["POST /api/referrals"].GetProperty("responses").GetProperty("201").GetProperty("headers").EnumerateObject().Select(header => header.Name)
            .ShouldBe(["ETag", "Location"]);
        operations["GET /api/events"].GetProperty("responses").GetProperty("200").GetProperty("content").TryGetProperty("text/event-stream", out _).ShouldBeTrue();
    }

    [Fact]
    public async Task Says_what_a_sender_must_give_and_spells_every_word_as_the_wire_does()
    {
        var schemas = JsonElement.Parse(await TextAsync()).GetProperty("components").GetProperty("schemas");

        Required(schemas, "SubmitReferral").ShouldBe(["consent", "indication", "lane", "patient", "priority", "question"]);
        Required(schemas, "PatientBody").ShouldBe(["birthDate", "birthName", "givenNames", "sex"]);
        Required(schemas, "ReleaseBody").ShouldBeEmpty();
        Required(schemas, "CloseBody").ShouldBe(["impact"]);
        foreach (var schema in schemas.EnumerateObject().Where(schema => schema.Value.TryGetProperty("enum", out _)))
        {
            schema.Value.GetProperty("type").GetString().ShouldBe("string", schema.Name);
            schema.Value.GetProperty("enum").EnumerateArray().Select(word => word.GetString()!).ShouldAllBe(word => word.All(c => char.IsAsciiLetterLower(c) || c == '-'));
        }

        schemas.GetProperty("ReferralStatus").GetProperty("enum").EnumerateArray().Select(word => word.GetString()).ShouldBe(
            ["submitted", "queued", "claimed", "awaiting-information", "answered", "delivered", "closed", "declined", "redirected", "cancelled"]);
    }

    [Fact]
    public async Task Has_examples_that_the_running_host_takes()
    {
        var file = (await host.Gp.UploadsAsync(Files.Pdf, "application/pdf", "trace.pdf", Cancellation)).Id;
        var request = (await ExampleAsync("submitReferral")).AsObject();
        request["attachments"] = new JsonArray(file);
        var id = (await DoneAsync(host.Gp.SubmitsAsync(request, Cancellation), HttpStatusCode.Created)).Id;
        await host.ReachesAsync(id, "queued", Cancellation);

        await MoveAsync(host.Cardiologist, "claim", id);
        await MoveAsync(host.Cardiologist, "release", id);
        await MoveAsync(host.Cardiologist, "claim", id);
        await MoveAsync(host.Cardiologist, "information-request", id);
        await MoveAsync(host.Gp, "information", id);
        await MoveAsync(host.Cardiologist, "answer", id);
        await MoveAsync(host.Cardiologist, "amendment", id);
        await MoveAsync(host.Gp, "open", id);
        await MoveAsync(host.Gp, "close", id);
        await MoveAsync(host.Cardiologist, "decline", await host.QueuedAsync("ecg", Cancellation));
        await MoveAsync(host.Cardiologist, "redirect", await host.QueuedAsync("ecg", Cancellation));
        await MoveAsync(host.Gp, "cancel", await host.QueuedAsync("ecg", Cancellation));
        await DoneAsync(host.Coordinator.PostsAsync("/api/people", (await ExampleAsync("addPerson")).ToJsonString(), Cancellation), HttpStatusCode.Created);
        await DoneAsync(host.Coordinator.PostsAsync("/api/rotas/ecg-readers", (await ExampleAsync("addShift")).ToJsonString(), Cancellation), HttpStatusCode.Created);
        var lane = await ExampleAsync("putLane");
        lane["code"] = "example-lane";
        await DoneAsync(host.Coordinator.PutsAsync("/api/lanes/example-lane", lane.ToJsonString(), Cancellation), HttpStatusCode.Created);
    }

    async Task MoveAsync(Persona who, string move, Guid id)
    {
        var operation = (await OperationsAsync()).Single(operation => operation.Name == $"POST /api/referrals/{{id}}/{move}").Json;
        var media = operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json");
        var body = IsEmpty(media) ? "{}" : media.GetProperty("example").GetRawText();
        await DoneAsync(who.DoesAsync(move, id, JsonNode.Parse(body)!.AsObject(), Cancellation), HttpStatusCode.OK);
    }

    static bool IsEmpty(JsonElement media) => media.GetProperty("schema").TryGetProperty("maxProperties", out var most) && most.GetInt32() == 0;

    static async Task<Reply> DoneAsync(Task<Reply> call, HttpStatusCode status)
    {
        var reply = await call;
        reply.Status.ShouldBe(status, reply.ToString());
        return reply;
    }

    async Task<JsonNode> ExampleAsync(string operationId)
    {
        var operation = (await OperationsAsync()).Single(operation => Member(operation.Json, "operationId") == operationId).Json;
        return JsonNode.Parse(operation.GetProperty("requestBody").GetProperty("content").GetProperty("application/json").GetProperty("example").GetRawText())!;
    }

    async Task<string> TextAsync()
    {
        using var stranger = new Stranger(host.Address);
        return (await stranger.GetsAsync("/openapi/v1.json", Cancellation)).Text;
    }

    async Task<List<(string Name, JsonElement Json)>> OperationsAsync() =>
    [
        .. JsonElement.Parse(await TextAsync()).GetProperty("paths").EnumerateObject()
            .SelectMany(path => path.Value.EnumerateObject().Select(operation => ($"{operation.Name.ToUpperInvariant()} {path.Name}", operation.Value))),
    ];

    static List<string> Headers(JsonElement operation) =>
        [.. Items(operation, "parameters").Where(parameter => parameter.GetProperty("in").GetString() == "header").Select(parameter => Member(parameter, "name")!)];

    static IEnumerable<string> Required(JsonElement schemas, string name) =>
        Items(schemas.GetProperty(name), "required").Select(field => field.GetString()!).Order(StringComparer.Ordinal);

    static List<JsonElement> Items(JsonElement json, string name) => json.TryGetProperty(name, out var items) ? [.. items.EnumerateArray()] : [];

    static string? Member(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
