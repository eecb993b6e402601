using System.Security.Claims;
using CptsReferral.Gateway.Portal.Security;
using CptsReferral.Gateway.Portal.SignIn;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.People;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;

namespace CptsReferral.Gateway.SignIn.OpenIdConnect;

/// <summary>
/// Who the provider vouches for, found among the members by the national identifier alone: names and addresses are no proof. The first time
/// binds the provider's subject to the person; from then on both must agree. Nobody becomes a member by signing in.
/// </summary>
sealed partial class ProviderSignIn(
    UserManager<Account> accounts, AccountBook book, CptsDbContext db, Landing landing, IOptions<OpenIdConnectSignInOptions> provider, ILogger<ProviderSignIn> logger)
{
    public const string Means = "provider";

    public async Task ReceiveAsync(TicketReceivedContext ticket)
    {
        ticket.HandleResponse();
        var http = ticket.HttpContext;
        if (await FindAsync(ticket.Principal!, http.RequestAborted) is not { } account)
        {
            Log.Unknown(logger);
            http.Response.Redirect("/sign-in/unknown");
            return;
        }

        await PortalSession.StartAsync(http, account.Id, Means, ticket.Properties?.GetTokenValue("id_token"));
        http.Response.Redirect(await landing.OfAsync(account.Id, ticket.ReturnUri, http.RequestAborted));
    }

    public Task RefuseAsync(RemoteFailureContext failure)
    {
        failure.HandleResponse();
        Log.Failed(logger, failure.Failure?.GetType().Name ?? "", failure.Failure is AuthenticationFailureException ? failure.Failure.Message : "");
        failure.Response.Redirect("/sign-in?problem=provider");
        return Task.CompletedTask;
    }

    async Task<Account?> FindAsync(ClaimsPrincipal who, CancellationToken cancellation)
    {
        var issuer = who.FindFirst(OpenIddictConstants.Claims.Subject)?.Issuer ?? "";
        var subject = who.FindFirstValue(OpenIddictConstants.Claims.Subject) ?? "";
        if (issuer.Length == 0 || subject.Length == 0 || NationalIds.Read(who.FindFirstValue(provider.Value.NationalIdClaim)) is not { } id)
            return null;
        if (await db.Set<Person>().AsNoTracking().SingleOrDefaultAsync(p => p.NationalId == id && p.Active, cancellation) is not { } person)
            return null;

        var account = await book.EnsureAsync(person, cancellation);
        var bound = await accounts.GetLoginsAsync(account);
        if (bound.FirstOrDefault(login => login.LoginProvider == issuer) is { } known)
            return known.ProviderKey == subject ? account : null;
        if (await accounts.FindByLoginAsync(issuer, subject) is not null)
            return null;
        AccountBook.Succeed(await accounts.AddLoginAsync(account, new UserLoginInfo(issuer, subject, provider.Value.DisplayName)));
        Log.Bound(logger, account.Id);
        return account;
    }

    static partial class Log
    {
        [LoggerMessage(EventId = 2211, Level = LogLevel.Warning, Message = "The OpenID provider vouched for somebody who is no member")]
        public static partial void Unknown(ILogger logger);

        [LoggerMessage(EventId = 2212, Level = LogLevel.Warning, Message = "Sign-in with the OpenID provider failed: {Kind} {Reason}")]
        public static partial void Failed(ILogger logger, string kind, string reason);

        [LoggerMessage(EventId = 2213, Level = LogLevel.Information, Message = "OpenID subject bound to account {Account}")]
        public static partial void Bound(ILogger logger, Guid account);
    }
}
