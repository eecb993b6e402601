using CptsReferral.Referrals.People;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Gateway.SignIn;

/// <summary>
/// How a person proves at the portal who they are. Its id is the person's; its user name their mail address when they were
/// invited. Who the person is and what they may do stays with <see cref="Person"/>.
/// </summary>
sealed class Account : IdentityUser<Guid>
{
    public const int NameLength = 254;

    /// <summary>Secret of the authenticator application, protected; null while none is enrolled.</summary>
    public string? AuthenticatorKey { get; set; }

    /// <summary>The last time step whose code was accepted: a code works once.</summary>
    public long AuthenticatorStep { get; set; }

    /// <summary>Salted hashes of the recovery codes that are left.</summary>
    public string? RecoveryCodes { get; set; }

    /// <summary>SHA-256 of the activation link that is out, lower-case hex.</summary>
    public string? ActivationHash { get; set; }

    public DateTime? ActivationExpiresUtc { get; set; }

    /// <summary>Wrong tries in a row, and until when no more are taken. Counted in the database alone: tries come side by side.</summary>
    public int FailedTries { get; set; }

    public DateTime? ClosedUntilUtc { get; set; }
}

sealed class AccountConfiguration : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Account");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.UserName).HasMaxLength(Account.NameLength);
        builder.Property(a => a.NormalizedUserName).HasMaxLength(Account.NameLength);
        builder.Property(a => a.PasswordHash).HasMaxLength(200).IsUnicode(false);
        builder.Property(a => a.SecurityStamp).HasMaxLength(64).IsUnicode(false);
        builder.Property(a => a.ConcurrencyStamp).HasMaxLength(64).IsUnicode(false).IsConcurrencyToken();
        builder.Property(a => a.AuthenticatorKey).HasMaxLength(500).IsUnicode(false);
        builder.Property(a => a.RecoveryCodes).HasMaxLength(800).IsUnicode(false);
        builder.Property(a => a.ActivationHash).HasMaxLength(64).IsUnicode(false).IsFixedLength();
        builder.Property(a => a.FailedTries).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        builder.Property(a => a.ClosedUntilUtc).Metadata.SetAfterSaveBehavior(PropertySaveBehavior.Ignore);
        // Addresses are the person's; lockout is ours (see Tries).
        builder.Ignore(a => a.Email).Ignore(a => a.NormalizedEmail).Ignore(a => a.EmailConfirmed)
            .Ignore(a => a.PhoneNumber).Ignore(a => a.PhoneNumberConfirmed)
            .Ignore(a => a.LockoutEnd).Ignore(a => a.LockoutEnabled).Ignore(a => a.AccessFailedCount);
        builder.HasIndex(a => a.NormalizedUserName).IsUnique();
        builder.HasIndex(a => a.ActivationHash).IsUnique();
        builder.HasOne<Person>().WithOne().HasForeignKey<Account>(a => a.Id).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>What an OpenID provider calls a person: issuer and subject, bound at the first sign-in.</summary>
sealed class AccountLoginConfiguration : IEntityTypeConfiguration<IdentityUserLogin<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> builder)
    {
        builder.ToTable("AccountLogin");
        builder.HasKey(l => new { l.LoginProvider, l.ProviderKey });
        builder.Property(l => l.LoginProvider).HasMaxLength(200);
        builder.Property(l => l.ProviderKey).HasMaxLength(200);
        builder.Property(l => l.ProviderDisplayName).HasMaxLength(100);
        builder.HasOne<Account>().WithMany().HasForeignKey(l => l.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}

sealed class AccountPasskeyConfiguration : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    // WebAuthn allows 1023 bytes, SQL Server 900 in a key; what authenticators make is far below both.
    const int CredentialIdLength = 900;

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("AccountPasskey");
        builder.HasKey(p => p.CredentialId);
        builder.Property(p => p.CredentialId).HasMaxLength(CredentialIdLength);
        builder.HasOne<Account>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
        builder.OwnsOne(p => p.Data, data =>
        {
            data.Property(d => d.PublicKey).HasColumnName("PublicKey").HasMaxLength(1024);
            data.Property(d => d.Name).HasColumnName("Name").HasMaxLength(100);
            data.Property(d => d.CreatedAt).HasColumnName("CreatedUtc").HasPrecision(6)
                .HasConversion(at => at.UtcDateTime, stored => new DateTimeOffset(DateTime.SpecifyKind(stored, DateTimeKind.Utc)));
            data.Property(d => d.SignCount).HasColumnName("SignCount");
            data.Property(d => d.Transports).HasColumnName("Transports").HasMaxLength(200);
            data.Property(d => d.IsUserVerified).HasColumnName("IsUserVerified");
            data.Property(d => d.IsBackupEligible).HasColumnName("IsBackupEligible");
            data.Property(d => d.IsBackedUp).HasColumnName("IsBackedUp");
            // Attestation is not asked for: neither is needed after the registration.
            data.Ignore(d => d.AttestationObject);
            data.Ignore(d => d.ClientDataJson);
        });
        builder.Navigation(p => p.Data).IsRequired();
    }
}
