using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace CptsReferral.Gateway.OpenApi;

/// <summary>The published description of the API, complete with headers, problems, examples and sign-in.</summary>
static class GatewayOpenApi
{
    const string SecurityScheme = "oauth2";

    public static IServiceCollection AddGatewayOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "CPTS Referral",
                Version = "v1",
                Description = "The referral switchboard of a health territory: post, follow, answer, and bring the answer home.",
            };
            // Where it is served is the deployment's business, and would make the description differ between two machines.
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[SecurityScheme] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.OAuth2,
                Flows = new OpenApiOAuthFlows
                {
                    ClientCredentials = new OpenApiOAuthFlow { TokenUrl = new Uri(SignIn.TokenEndpoint.Path, UriKind.Relative), Scopes = new Dictionary<string, string>() },
                },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var metadata = context.Description.ActionDescriptor.EndpointMetadata;
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

            if (metadata.OfType<IAllowAnonymous>().Any())
                return Task.CompletedTask;
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(SecurityScheme, context.Document)] = [] }];
            Examples.AddTo(operation);
            return Task.CompletedTask;
        });
    });
}
