using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Layout;
using CptsReferral.Gateway.Portal.Security;
using CptsReferral.Gateway.SignIn;

namespace CptsReferral.Gateway.Portal.SignIn;

/// <summary>Where somebody goes who has just signed in: where they wanted to, or straight home; the way through "/" is one more wait on a bad line.</summary>
sealed class Landing(Navigation menu, AccountBook book)
{
    const string Anywhere = "/";

    public async Task<string> OfAsync(Guid personId, string? wanted, CancellationToken cancellation)
    {
        if (LocalAddress.Or(wanted, Anywhere) is var address && address != Anywhere)
            return address;
        return await book.FindPersonAsync(personId, cancellation) is { } person
            ? await menu.HomeOfAsync(new Caller(person.Id, person.Function), cancellation)
            : Anywhere;
    }
}
