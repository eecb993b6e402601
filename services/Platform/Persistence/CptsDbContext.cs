using CptsReferral.Platform.Messaging.Journal;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Platform.Persistence;

/// <summary>
/// The one context of a host, so that a state change and its messages share one transaction.
/// Rooms own tables, not contexts: each hands in a <see cref="ModelPart"/>.
/// </summary>
public sealed class CptsDbContext(DbContextOptions<CptsDbContext> options, ModelParts parts) : DbContext(options)
{
    // The longest enum member in use is far shorter; the column must not become unbounded.
    private const int EnumLength = 64;

    internal ModelParts Parts => parts;

    /// <summary>Messages that were journalled through this context and are not saved yet.</summary>
    internal List<OutboxMessage> NewMessages { get; } = [];

    /// <summary>Those that are saved, and not committed yet.</summary>
    internal List<OutboxMessage> SavedMessages { get; } = [];

    protected override void OnModelCreating(ModelBuilder modelBuilder) => parts.Configure(modelBuilder);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>().HavePrecision(UtcDateTimeConverter.Digits);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(EnumLength);
    }
}
