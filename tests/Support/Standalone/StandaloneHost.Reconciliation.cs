using CptsReferral.Platform.Messaging;
using CptsReferral.Platform.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CptsReferral.Support.Standalone;

/// <summary>The standing check.</summary>
public sealed partial class StandaloneHost
{
    /// <summary>What is open is checked many times a second.</summary>
    public static void ChecksOften(WebApplicationBuilder builder) => builder.Configuration["Reconciliation:Every"] = "00:00:00.2";

    /// <summary>As after a backup was put back: the answer to a request that is not here was told of.</summary>
    public async Task LearnsOfAStrayAsync(CancellationToken cancellation)
    {
        await using var scope = app!.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CptsDbContext>();
        db.Add(new StrayMessage
        {
            MessageId = Guid.CreateVersion7(),
            Type = "ReferralAnswered",
            Queue = "routing",
            ReferralId = Guid.Parse("019ac000-0000-7000-8000-00000000000a"),
            SentUtc = new DateTime(2026, 11, 26, 16, 30, 0, DateTimeKind.Utc),
            ArrivedUtc = new DateTime(2026, 11, 27, 7, 0, 0, DateTimeKind.Utc),
        });
        await db.SaveChangesAsync(cancellation);
    }
}
