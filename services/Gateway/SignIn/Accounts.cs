using System.Security.Cryptography;
using System.Text.Json;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.People;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;

namespace CptsReferral.Gateway.SignIn;

/// <summary>People and the software that acts for them (OAuth 2 client credentials).</summary>
public sealed class Accounts(CptsDbContext db, IOpenIddictApplicationManager applications, TimeProvider time)
{
    internal const string PersonProperty = "cpts_person";

    const int SecretBytes = 24;

    const int Attempts = 10;

    /// <summary>Whether anybody can administer this switchboard yet.</summary>
    public Task<bool> HasCoordinatorAsync(CancellationToken cancellation = default) =>
        db.Set<Person>().AnyAsync(person => person.Function == Functions.Coordinator && person.Active, cancellation);

    /// <summary>Adds a person and one set of credentials. The secret is shown once: only its hash is kept.</summary>
    /// <param name="clientId">Chosen id; made from the person's id when null.</param>
    /// <param name="clientSecret">Chosen secret; random when null.</param>
    public async Task<Credentials> AddAsync(Person person, string? clientId = null, string? clientSecret = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(person);
        if (person.Id == Guid.Empty)
            person.Id = Guid.CreateVersion7(time.GetUtcNow());
        var credentials = new Credentials(
            person.Id,
            clientId ?? "cpts-" + person.Id.ToString("N"),
            clientSecret ?? NewSecret());
        db.Add(person);
        await applications.CreateAsync(
            new OpenIddictApplicationDescriptor
            {
                ClientId = credentials.ClientId,
                ClientSecret = credentials.ClientSecret,
                ClientType = OpenIddictConstants.ClientTypes.Confidential,
                Permissions = { OpenIddictConstants.Permissions.Endpoints.Token, OpenIddictConstants.Permissions.GrantTypes.ClientCredentials },
                Properties = { [PersonProperty] = JsonSerializer.SerializeToElement(person.Id) },
            },
            cancellation);
        await db.SaveChangesAsync(cancellation);
        return credentials;
    }

    /// <summary>A new secret for a person's software. The one before works no more; tokens that it got end within their own lifetime. Null when there is no such software.</summary>
    internal async Task<Credentials?> RotateAsync(Guid person, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await TryRotateAsync(person, cancellation);
            }
            catch (OpenIddictExceptions.ConcurrencyException) when (attempt < Attempts)
            {
                // Two at once: the secret of the one who is told last works.
                db.ChangeTracker.Clear();
            }
        }
    }

    async Task<Credentials?> TryRotateAsync(Guid person, CancellationToken cancellation)
    {
        var named = person.ToString();
        var application = await db.Set<OpenIddictEntityFrameworkCoreApplication>().Where(one => one.Properties!.Contains(named)).OrderBy(one => one.Id).FirstOrDefaultAsync(cancellation);
        if (application is null)
            return null;
        var descriptor = new OpenIddictApplicationDescriptor();
        await applications.PopulateAsync(descriptor, application, cancellation);
        descriptor.ClientSecret = NewSecret();
        await applications.UpdateAsync(application, descriptor, cancellation);
        return new Credentials(person, descriptor.ClientId!, descriptor.ClientSecret);
    }

    static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes));
}

/// <summary>What software needs to act for a person.</summary>
public sealed record Credentials(Guid PersonId, string ClientId, string ClientSecret);
