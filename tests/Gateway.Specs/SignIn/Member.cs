using System.Net;
using CptsReferral.Support.Portal;
using CptsReferral.Support.Standalone;
using Shouldly;

namespace CptsReferral.Gateway.Specs.SignIn;

/// <summary>A person whom the coordinator added, at the portal.</summary>
sealed class Member(StandaloneHost host, Guid id, string email) : IDisposable
{
    public const string Password = "trois girafes au marché de Pau";

    static int count;

    public Guid Id => id;

    public string Email => email;

    public Visitor Browser { get; } = new(host.Address);

    /// <summary>The key in their authenticator application.</summary>
    public string Key { get; private set; } = "";

    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    public static async Task<Member> AddedAsync(StandaloneHost host, CancellationToken cancellation, string? nationalId = null, string? email = null)
    {
        email ??= $"membre-{Interlocked.Increment(ref count)}@example.org";
        var national = nationalId is null ? "" : $",\"nationalId\":\"{nationalId}\"";
        var added = await host.Coordinator.PostsAsync(
            "/api/people", $$"""{"displayName":"Dr Membre Inventé","function":"general-practitioner","email":"{{email}}"{{national}}}""", cancellation);
        added.Status.ShouldBe(HttpStatusCode.Created, added.ToString());
        return new Member(host, added.Json.GetProperty("personId").GetGuid(), email);
    }

    /// <summary>Has a password and an authenticator, and is signed in.</summary>
    public static async Task<Member> ActivatedAsync(StandaloneHost host, CancellationToken cancellation)
    {
        var member = await AddedAsync(host, cancellation);
        (await member.ActivatesAsync(await member.LinkAsync(cancellation), cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        return member;
    }

    /// <summary>What the coordinator hands over.</summary>
    public async Task<string> LinkAsync(CancellationToken cancellation)
    {
        var invited = await host.Coordinator.PostsAsync($"/api/people/{id}/activation", "{}", cancellation);
        invited.Status.ShouldBe(HttpStatusCode.Created, invited.ToString());
        return new Uri(invited.Json.GetProperty("url").GetString()!).AbsolutePath;
    }

    /// <summary>Opens the link, chooses a password, sets the authenticator up, and reads the recovery codes.</summary>
    public async Task<VisitedPage> ActivatesAsync(string link, CancellationToken cancellation)
    {
        var enrol = await Browser.SubmitsAsync(await Browser.OpensAsync(link, cancellation), "password", cancellation, ("password", Password));
        enrol.Path.ShouldBe("/sign-in/enrol", enrol.ToString());
        Key = enrol.Codes.ShouldHaveSingleItem();
        var codes = await Browser.SubmitsAsync(enrol, "enrol", cancellation, ("code", Authenticator.CodeAt(Key, host.Now)));
        RecoveryCodes = codes.Codes;
        return codes;
    }

    public async Task<VisitedPage> TypesPasswordAsync(CancellationToken cancellation, string password = Password, Visitor? at = null)
    {
        at ??= Browser;
        return await at.SubmitsAsync(await at.OpensAsync("/sign-in?returnUrl=%2Faccount%2Fsecurity", cancellation), "password", cancellation, ("email", Email), ("password", password));
    }

    /// <summary>The code that the application shows; codes work once, so <paramref name="ahead"/> is the next one, which is taken early.</summary>
    public string Code(bool ahead = false) => Authenticator.CodeAt(Key, host.Now + (ahead ? TimeSpan.FromSeconds(30) : TimeSpan.Zero));

    public async Task<VisitedPage> SignsInAsync(CancellationToken cancellation, Visitor? at = null, bool ahead = true) =>
        await (at ?? Browser).SubmitsAsync(await TypesPasswordAsync(cancellation, at: at), "code", cancellation, ("code", Code(ahead)));

    public async Task ShouldBeInAsync(CancellationToken cancellation, Visitor? at = null) =>
        (await (at ?? Browser).OpensAsync("/account/security", cancellation)).ShouldBeSecurityPage();

    public async Task ShouldBeOutAsync(CancellationToken cancellation, Visitor? at = null) =>
        (await (at ?? Browser).OpensAsync("/account/security", cancellation)).Path.ShouldBe("/sign-in");

    public void Dispose() => Browser.Dispose();
}

static class Pages
{
    public static void ShouldBeSecurityPage(this VisitedPage page)
    {
        page.Path.ShouldBe("/account/security", page.ToString());
        page.Title.ShouldBe("Sécurité du compte");
    }
}
