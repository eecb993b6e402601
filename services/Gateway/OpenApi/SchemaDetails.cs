using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Gateway.Board;
using CptsReferral.Gateway.BreakGlass;
using CptsReferral.Gateway.Paper;
using CptsReferral.Gateway.People;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Retention;
using CptsReferral.Gateway.Rota;
using CptsReferral.Gateway.Search;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace CptsReferral.Gateway.OpenApi;

/// <summary>Schemas as the wire has them, where the types alone mislead.</summary>
static class SchemaDetails
{
    /// <summary>Types of bodies: nullable to the reader, so that every missing field can be listed, but not to the sender.</summary>
    static readonly Type[] Bodies =
    [
        typeof(SubmitReferral), typeof(PatientBody), typeof(ConsentBody), typeof(ReleaseBody), typeof(InformationRequestBody), typeof(InformationBody),
        typeof(AnswerBody), typeof(DeclineBody), typeof(RedirectBody), typeof(CancelBody), typeof(CloseBody), typeof(BreachCause), typeof(PatientSearch), typeof(NewPerson), typeof(NewShift), typeof(NewHold),
        typeof(PaperBody), typeof(NewBreakGlass), typeof(NewBreakGlassReview),
    ];

    public static Task OfTypeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellation)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type.IsEnum)
        {
            schema.Type = JsonSchemaType.String;
            schema.Enum = [.. (schema.Enum ?? []).Where(word => word is not null && word.GetValueKind() == JsonValueKind.String)];
        }
        else if (type == typeof(TimeSpan))
        {
            schema.Type = JsonSchemaType.String;
            schema.Format = "duration";
        }

        return Task.CompletedTask;
    }

    public static Task OfDocumentAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        var schemas = document.Components!.Schemas!;
        foreach (var type in Bodies)
        {
            if (schemas.TryGetValue(type.Name, out var schema) && schema is OpenApiSchema body)
                AsSent(body, type);
        }

        // A lane is read as a tree, so that its faults can be listed; what is sent is a document.
        if (document.Paths["/api/lanes/{code}"].Operations![HttpMethod.Put].RequestBody?.Content?["application/json"] is OpenApiMediaType lane)
            lane.Schema = new OpenApiSchemaReference("LaneDocument", document);
        return Task.CompletedTask;
    }

    static void AsSent(OpenApiSchema body, Type type)
    {
        body.Required = new HashSet<string>();
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            var name = JsonNamingPolicy.CamelCase.ConvertName(property.Name);
            if (!body.Properties!.TryGetValue(name, out var schema))
                continue;
            if (schema.OneOf is { Count: 2 } either)
                body.Properties[name] = schema = either.Single(choice => choice.Type != JsonSchemaType.Null);
            if (schema is OpenApiSchema own)
            {
                own.Type &= ~JsonSchemaType.Null;
                if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
                    own.Enum = [.. allowed.Values.Select(value => (JsonNode)(string)value!)];
            }

            if (property.IsDefined(typeof(RequiredAttribute)))
                body.Required.Add(name);
        }
    }
}
