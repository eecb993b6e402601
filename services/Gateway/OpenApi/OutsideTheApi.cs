using System.Text.Json.Nodes;
using CptsReferral.Gateway.SignIn;
using Microsoft.OpenApi;

namespace CptsReferral.Gateway.OpenApi;

/// <summary>Addresses that are not endpoints of ours: sign-in belongs to OAuth, health and metrics to the platform.</summary>
static class OutsideTheApi
{
    public static void AddTo(OpenApiDocument document)
    {
        document.Paths[TokenEndpoint.Path] = new OpenApiPathItem
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation> { [HttpMethod.Post] = Token(document) },
        };
        Add(document, "/health/live", "getLiveness", "Whether the process runs.", Health(), ("200", "It runs."));
        Add(document, "/health/ready", "getReadiness", "Whether the host may take work.", Health(), ("200", "It may."), ("503", "Not now."));
        Add(document, "/metrics", "getMetrics", "Measures for Prometheus.", Content("text/plain", JsonSchemaType.String), ("200", "All instruments."));
        Add(document, "/openapi/v1.json", "getDescription", "This description.", Content("application/json", JsonSchemaType.Object), ("200", "OpenAPI 3.1."), ("304", "The caller has it."));
    }

    static void Add(
        OpenApiDocument document, string path, string id, string summary, Dictionary<string, OpenApiMediaType> content, params (string Status, string Description)[] replies) =>
        document.Paths[path] = new OpenApiPathItem
        {
            Operations = new Dictionary<HttpMethod, OpenApiOperation>
            {
                [HttpMethod.Get] = new()
                {
                    OperationId = id,
                    Summary = summary,
                    Tags = new HashSet<OpenApiTagReference> { new("service", document) },
                    // What the caller has is not sent again.
                    Responses = Responses([.. replies.Select(reply => (reply.Status, reply.Description, reply.Status == "304" ? [] : content))]),
                },
            },
        };

    static OpenApiOperation Token(OpenApiDocument document) => new()
    {
        OperationId = "signIn",
        Summary = "OAuth 2 client credentials (RFC 6749, section 4.4): an access token for the person that the client acts for.",
        Tags = new HashSet<OpenApiTagReference> { new("sign-in", document) },
        RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/x-www-form-urlencoded"] = new OpenApiMediaType
                {
                    Schema = Object(("grant_type", JsonSchemaType.String), ("client_id", JsonSchemaType.String), ("client_secret", JsonSchemaType.String)),
                    Example = JsonNode.Parse("""{"grant_type":"client_credentials","client_id":"demo-gp","client_secret":"demo"}"""),
                },
            },
        },
        Responses = Responses(
            ("200", "A token, to be sent as Authorization: Bearer.", Json(Object(("access_token", JsonSchemaType.String), ("token_type", JsonSchemaType.String), ("expires_in", JsonSchemaType.Integer)))),
            ("400", "Not a request for a token.", Json(Object(("error", JsonSchemaType.String)))),
            ("401", "Unknown client or wrong secret.", Json(Object(("error", JsonSchemaType.String))))),
    };

    static OpenApiResponses Responses(params (string Status, string Description, Dictionary<string, OpenApiMediaType> Content)[] replies)
    {
        var responses = new OpenApiResponses();
        foreach (var (status, description, content) in replies)
            responses.Add(status, new OpenApiResponse { Description = description, Content = content });
        return responses;
    }

    static Dictionary<string, OpenApiMediaType> Health()
    {
        var reply = Object(("status", JsonSchemaType.String));
        reply.Properties!["checks"] = new OpenApiSchema { Type = JsonSchemaType.Object, AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String } };
        return Json(reply);
    }

    static Dictionary<string, OpenApiMediaType> Json(OpenApiSchema schema) => new() { ["application/json"] = new OpenApiMediaType { Schema = schema } };

    static Dictionary<string, OpenApiMediaType> Content(string type, JsonSchemaType shape) =>
        new() { [type] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = shape } } };

    static OpenApiSchema Object(params (string Name, JsonSchemaType Type)[] members) => new()
    {
        Type = JsonSchemaType.Object,
        Properties = members.ToDictionary(member => member.Name, member => (IOpenApiSchema)new OpenApiSchema { Type = member.Type }),
        Required = members.Select(member => member.Name).ToHashSet(),
    };
}
