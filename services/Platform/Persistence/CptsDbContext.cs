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

    /// <summary>What this unit of work holds beside its rows.</summary>
    internal UnitState Unit { get; } = new();

    public override int SaveChanges(bool acceptAllChangesOnSuccess) => Unit.HoldsBack ? 0 : base.SaveChanges(acceptAllChangesOnSuccess);

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default) =>
        Unit.HoldsBack ? Task.FromResult(0) : base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);

    /// <summary>Begins the transaction of this context, where it has not begun.</summary>
    internal async Task BeginAsync(CancellationToken cancellationToken)
    {
        if (Database.CurrentTransaction is null)
            await Database.BeginTransactionAsync(cancellationToken);
    }

    /// <summary>Deletes the timers that were cancelled, in the transaction of the decision.</summary>
    internal async Task EndTimersAsync(CancellationToken cancellationToken)
    {
        List<Guid> ended = [.. Unit.EndedTimers];
        Unit.EndedTimers.Clear();
        if (ended.Count > 0)
            await Set<OutboxMessage>().Where(row => row.TokenId != null && ended.Contains(row.TokenId.Value)).ExecuteDeleteAsync(cancellationToken);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder) => parts.Configure(modelBuilder);

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>().HavePrecision(UtcDateTimeConverter.Digits);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(EnumLength);
    }
}
