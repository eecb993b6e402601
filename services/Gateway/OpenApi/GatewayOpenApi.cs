using Microsoft.OpenApi;

namespace CptsReferral.Gateway.OpenApi;

/// <summary>The published description of the API, complete with headers, problems, examples and sign-in. The same from every host, so that
/// <c>contracts/openapi.json</c> can be compared with it.</summary>
static class GatewayOpenApi
{
    public const string SecurityScheme = "oauth2";

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
            document.Tags = null;
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
            OutsideTheApi.AddTo(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer<OperationDetails>();
        options.AddSchemaTransformer(SchemaDetails.OfTypeAsync);
        options.AddDocumentTransformer(SchemaDetails.OfDocumentAsync);
    });
}
