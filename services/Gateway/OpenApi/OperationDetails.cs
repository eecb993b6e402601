using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.Options;
using Microsoft.OpenApi;

namespace CptsReferral.Gateway.OpenApi;

/// <summary>What an operation's types do not say: headers, binary bodies, limits of parameters, examples, sign-in.</summary>
sealed class OperationDetails(IOptions<JsonOptions> json) : IOpenApiOperationTransformer
{
    const string Binary = "application/octet-stream";

    static readonly Dictionary<string, string> Parameters = new()
    {
        ["cursor"] = "The `next` of the page before.",
        ["limit"] = "Items a page.",
        ["status"] = "Only referrals in this status.",
        ["lane"] = "Code of a lane.",
        ["code"] = "Code of a lane.",
        ["desk"] = "Code of a desk.",
        ["version"] = "A version of the lane; without it, the current one.",
        ["q"] = "The reference of a referral, or an indication. Never a name: addresses end up in logs.",
        ["person"] = "Only what this member read.",
        ["referral"] = "Only readings of this referral and its files.",
        ["reference"] = "The same by the reference of the referral.",
        ["from"] = "First day, in Paris, such as 2026-11-26.",
        ["to"] = "Last day, in Paris.",
        ["unreviewed"] = "Only what still waits for a review, or only what does not.",
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.Tags = new HashSet<OpenApiTagReference> { new(Tag(context.Description.RelativePath!), context.Document) };
        DescribeParameters(operation, metadata);
        DescribeBody(operation, metadata);
        DescribeReplies(operation, metadata);
        if (!metadata.OfType<IAllowAnonymous>().Any())
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(GatewayOpenApi.SecurityScheme, context.Document)] = [] }];
        return Task.CompletedTask;
    }

    // "api/referrals/{id}/claim" is about referrals: the same tag in every host.
    static string Tag(string path)
    {
        var parts = path.Split('/');
        return parts[0] == "api" ? parts[1].Split('?')[0] : "service";
    }

    static void DescribeParameters(OpenApiOperation operation, IList<object> metadata)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            parameter.Description ??= Parameters.GetValueOrDefault(parameter.Name!);
            if (parameter.Name == "limit")
                parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = Text(Paging.MaxLimit), Default = Paging.DefaultLimit };
            if (parameter is { Name: "status", In: ParameterLocation.Query })
                parameter.Schema = Words<ReferralStatus>();
        }

        foreach (var header in metadata.OfType<RequestHeader>())
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = header.Name,
                In = ParameterLocation.Header,
                Description = header.Description,
                Required = header.Required,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
    }

    static void DescribeBody(OpenApiOperation operation, IList<object> metadata)
    {
        if (metadata.OfType<BinaryBody>().SingleOrDefault() is { } binary)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Description = $"The bytes of the file, at most {Attachments.AttachmentStore.MaxBytes} of them.",
                Content = binary.ContentTypes.ToDictionary(type => type, type => Bytes(type)),
            };
        }

        if (metadata.OfType<EmptyObject>().Any())
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    ["application/json"] = new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.Object, MaxProperties = 0 } },
                },
            };
        }

        if (Examples.Body(operation.OperationId) is { } example)
        {
            foreach (var media in operation.RequestBody?.Content?.Values ?? [])
                media.Example = example;
        }
    }

    void DescribeReplies(OpenApiOperation operation, IList<object> metadata)
    {
        foreach (var (status, response) in operation.Responses!.Select(r => (int.Parse(r.Key, System.Globalization.CultureInfo.InvariantCulture), r.Value as OpenApiResponse)))
        {
            if (response is null)
                continue;
            if (status < 300 && metadata.OfType<EntityTag>().Any())
                Header(response, "ETag", "The version, to be sent back as If-Match.");
            if (status == StatusCodes.Status201Created)
                Header(response, "Location", "Where to read it.");
            var content = response.Content ?? new Dictionary<string, OpenApiMediaType>();
            if (Examples.Problem(status) is { } problem && content.TryGetValue(ProblemBody.ContentType, out var shape))
                shape.Example = JsonSerializer.SerializeToNode(problem, json.Value.SerializerOptions);
            if (content.ContainsKey(Binary))
                content[Binary] = Bytes(Binary);
            if (content.TryGetValue("text/event-stream", out var events))
                events.Example = "id: 42\nevent: answer\ndata: {\"id\":42,\"kind\":\"answer\",\"referralId\":\"0198c0de-0000-7000-8000-000000000002\",\"lane\":\"ecg\",\"at\":\"2026-11-23T10:05:00+01:00\"}\n\n";
        }

        var ordered = new OpenApiResponses();
        foreach (var response in operation.Responses!.OrderBy(response => response.Key, StringComparer.Ordinal))
            ordered.Add(response.Key, response.Value);
        operation.Responses = ordered;
    }

    static void Header(OpenApiResponse response, string name, string description)
    {
        response.Headers ??= new Dictionary<string, IOpenApiHeader>();
        response.Headers[name] = new OpenApiHeader { Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
    }

    static OpenApiMediaType Bytes(string type) => new() { Schema = new OpenApiSchema { Type = JsonSchemaType.String, ContentMediaType = type, Format = "binary" } };

    static OpenApiSchema Words<T>()
        where T : struct, Enum => new() { Type = JsonSchemaType.String, Enum = [.. Enum.GetValues<T>().Select(value => (JsonNode)WireNames.Of(value))] };

    static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
