using Microsoft.AspNetCore.StaticAssets;

namespace CptsReferral.Gateway.Portal.Layout;

/// <summary>What carries a digest of its content in its name need not be asked for again: the framework knows that of the names it makes itself, these are
/// made by the build of the assets. The service worker, which browsers ask for with every page, is good for an hour.</summary>
static class AssetCaching
{
    const string ForEver = "max-age=31536000, immutable";
    const string AnHour = "max-age=3600";

    public static StaticAssetsEndpointConventionBuilder KeepOnTheDevice(this StaticAssetsEndpointConventionBuilder assets)
    {
        assets.Add(endpoint =>
        {
            var path = (endpoint as RouteEndpointBuilder)?.RoutePattern.RawText?.TrimStart('/') ?? "";
            if (HowLong(path) is not { } kept)
                return;
            var send = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context =>
            {
                context.Response.OnStarting(state =>
                {
                    ((HttpResponse)state).Headers.CacheControl = kept;
                    return Task.CompletedTask;
                }, context.Response);
                return send(context);
            };
        });
        return assets;
    }

    static string? HowLong(string path) => path.Split('/') switch
    {
        ["js" or "fonts", _] => ForEver,
        ["sw.js"] => AnHour,
        _ => null,
    };
}
