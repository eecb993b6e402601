using CptsReferral.Referrals.People;

namespace CptsReferral.Gateway.Portal.SignIn;

/// <summary>Invented people who may sign in with one tap; empty unless the host shows a demo.</summary>
public sealed class DemoSignIn
{
    public IReadOnlyList<Person> People { get; init; } = [];
}
