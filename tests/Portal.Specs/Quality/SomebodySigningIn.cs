using CptsReferral.Support.Portal;
using CptsReferral.Support.Standalone;

namespace CptsReferral.Portal.Specs.Quality;

/// <summary>Invented members at each step between an invitation and a session: what their browsers hold there.</summary>
sealed class SomebodySigningIn
{
    /// <summary>Has chosen a password and no second factor yet.</summary>
    public const string Enrolling = "somebody new";

    /// <summary>Has typed the password and owes the second factor.</summary>
    public const string Halfway = "somebody halfway";

    /// <summary>Signs in with a password and an authenticator.</summary>
    public const string Member = "a member with a password";

    const string Password = "trois girafes au marché de Pau";

    readonly Dictionary<string, IReadOnlyDictionary<string, string>> sessions = new(StringComparer.Ordinal);

    /// <summary>Cookies by who it is.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Sessions => sessions;

    /// <summary>Where an invitation that nobody has followed leads.</summary>
    public string Invitation { get; private set; } = "";

    public static async Task<SomebodySigningIn> ComesAsync(StandaloneHost host, CancellationToken cancellation)
    {
        var somebody = new SomebodySigningIn { Invitation = await InviteAsync(host, "Dr Invitée Inventée", "invitee@example.org", cancellation) };
        using var enrolling = new Visitor(host.Address);
        await ChoosesPasswordAsync(enrolling, await InviteAsync(host, "Dr Nouvelle Inventée", "nouvelle@example.org", cancellation), cancellation);
        somebody.sessions[Enrolling] = enrolling.Cookies;

        using var member = new Visitor(host.Address);
        var enrol = await ChoosesPasswordAsync(member, await InviteAsync(host, "Dr Membre Inventé", "membre@example.org", cancellation), cancellation);
        await member.SubmitsAsync(enrol, "enrol", cancellation, ("code", Authenticator.CodeAt(enrol.Codes[0], host.Now)));
        somebody.sessions[Member] = member.Cookies;

        using var halfway = new Visitor(host.Address);
        await halfway.SubmitsAsync(await halfway.OpensAsync("/sign-in", cancellation), "password", cancellation, ("email", "membre@example.org"), ("password", Password));
        somebody.sessions[Halfway] = halfway.Cookies;
        return somebody;
    }

    static async Task<VisitedPage> ChoosesPasswordAsync(Visitor visitor, string invitation, CancellationToken cancellation) =>
        await visitor.SubmitsAsync(await visitor.OpensAsync(invitation, cancellation), "password", cancellation, ("password", Password));

    static async Task<string> InviteAsync(StandaloneHost host, string name, string address, CancellationToken cancellation)
    {
        var added = await host.Coordinator.PostsAsync(
            "/api/people", $$"""{"displayName":"{{name}}","function":"general-practitioner","email":"{{address}}"}""", cancellation);
        var invited = await host.Coordinator.PostsAsync($"/api/people/{added.Json.GetProperty("personId").GetGuid()}/activation", "{}", cancellation);
        return new Uri(invited.Json.GetProperty("url").GetString()!).AbsolutePath;
    }
}
