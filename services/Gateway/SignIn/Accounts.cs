using System.Security.Cryptography;
using System.Text.Json;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.People;
using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;

namespace CptsReferral.Gateway.SignIn;

/// <summary>People and the software that acts for them (OAuth 2 client credentials).</summary>
public sealed class Accounts(CptsDbContext db, IOpenIddictApplicationManager applications, TimeProvider time)
{
    internal const string PersonProperty = "cpts_person";

    const int SecretBytes = 24;

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
            clientSecret ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(SecretBytes)));
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
}

/// <summary>What software needs to act for a person.</summary>
public sealed record Credentials(Guid PersonId, string ClientId, string ClientSecret);
