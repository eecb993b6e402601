using Microsoft.AspNetCore.Builder;

namespace CptsReferral.Support.Standalone;

/// <summary>The standing check.</summary>
public sealed partial class StandaloneHost
{
    /// <summary>What is open is checked many times a second.</summary>
    public static void ChecksOften(WebApplicationBuilder builder) => builder.Configuration["Reconciliation:Every"] = "00:00:00.2";
}
