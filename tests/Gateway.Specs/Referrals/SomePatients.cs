using System.Net;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Referrals;

/// <summary>A switchboard with three invented patients whose names have something in common.</summary>
public sealed class SomePatients : IAsyncLifetime
{
    /// <summary>Of the invented range, with a valid key.</summary>
    public const string Ins = "160027512345686";

    StandaloneHost? host;

    public StandaloneHost Host => host!;

    public Guid Helene { get; private set; }

    public Guid Li { get; private set; }

    public async ValueTask InitializeAsync()
    {
        host = await StandaloneHost.StartAsync();
        Helene = await AsksAsync(host.Gp, "cardiology", "LEFEBVRE-FICTIF", "Hélène Marie", "1961-03-02", Ins);
        Li = await AsksAsync(host.Gp2, "cardiology", "LI", "Marion", "1988-12-31");
        await AsksAsync(host.Gp, "ecg", "MARTINEAU-FICTIF", "Paul", "1961-03-02");
    }

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    public async Task<Guid> AsksAsync(Persona requester, string lane, string birthName, string givenNames, string birthDate, string? ins = null)
    {
        var request = await Host.RequestAsync(lane, requester, CancellationToken.None);
        request["patient"]!["birthName"] = birthName;
        request["patient"]!["givenNames"] = givenNames;
        request["patient"]!["birthDate"] = birthDate;
        if (ins is not null)
        {
            request["patient"]!["ins"] = ins;
            request["patient"]!["insStatus"] = "QUAL";
        }

        var posted = await requester.SubmitsAsync(request, CancellationToken.None);
        posted.Status.ShouldBe(HttpStatusCode.Created, posted.ToString());
        await Host.ReachesAsync(posted.Id, "queued", CancellationToken.None, requester);
        return posted.Id;
    }
}
