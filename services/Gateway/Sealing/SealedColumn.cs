using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using CptsReferral.Referrals.Content;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Sealing;

/// <summary>A column of sealed content, with the column beside it that says by which key. Rows are sealed again without being locked: one is replaced
/// only if it still holds the bytes that were read, so that whoever changes it meanwhile wins.</summary>
abstract class SealedColumn
{
    /// <summary>Table and column.</summary>
    public abstract string Name { get; }

    /// <summary>Rows by key.</summary>
    public abstract Task<IReadOnlyDictionary<Guid, long>> CountAsync(DbContext db, CancellationToken cancellation);

    /// <summary>Seals some rows of a key with the newest one.</summary>
    /// <param name="skip">Rows at the front that cannot be opened.</param>
    /// <param name="failed">Is told of each row that cannot be opened.</param>
    public abstract Task<SealedBatch> SealAgainAsync(DbContext db, IContentSeal seal, Guid key, int skip, Action<SealedContentException> failed, CancellationToken cancellation);
}

/// <summary>What came of some rows; both are 0 when none is left.</summary>
sealed record SealedBatch(int Sealed, int Failed);

/// <param name="content">The sealed bytes.</param>
/// <param name="key">The key they are sealed with.</param>
/// <param name="place">Where they belong.</param>
/// <param name="asRead">Finds a row again, unless its bytes changed.</param>
/// <param name="batch">Rows at a time; one where a row may be as large as a file.</param>
sealed class SealedColumn<TRow>(
    Expression<Func<TRow, byte[]?>> content,
    Expression<Func<TRow, Guid?>> key,
    Func<TRow, ContentPlace> place,
    Func<TRow, Expression<Func<TRow, bool>>> asRead,
    int batch = 50) : SealedColumn
    where TRow : class
{
    readonly Func<TRow, byte[]?> bytes = content.Compile();

    public override string Name { get; } = $"{typeof(TRow).Name}.{((MemberExpression)content.Body).Member.Name}";

    public override async Task<IReadOnlyDictionary<Guid, long>> CountAsync(DbContext db, CancellationToken cancellation) =>
        (await db.Set<TRow>().GroupBy(key).Select(rows => new { rows.Key, Count = rows.LongCount() }).ToListAsync(cancellation))
        .Where(rows => rows.Key is not null).ToDictionary(rows => rows.Key!.Value, rows => rows.Count);

    public override async Task<SealedBatch> SealAgainAsync(
        DbContext db, IContentSeal seal, Guid stale, int skip, Action<SealedContentException> failed, CancellationToken cancellation)
    {
        var rows = await InOrder(db).Where(IsSealedWith(stale)).Skip(skip).Take(batch).ToListAsync(cancellation);
        var again = new List<(TRow Row, byte[] Sealed)>(rows.Count);
        foreach (var row in rows)
        {
            try
            {
                again.Add((row, Again(seal, bytes(row)!, place(row))));
            }
            catch (SealedContentException fault)
            {
                failed(fault);
            }
        }

        return new SealedBatch(await ReplaceAsync(db, again, cancellation), rows.Count - again.Count);
    }

    static byte[] Again(IContentSeal seal, byte[] stored, ContentPlace place)
    {
        var opened = seal.Open(stored, place);
        // What was sealed comes out as an array of its own: a file is not copied once more.
        return seal.Seal(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(opened, out var whole) && whole.Count == whole.Array!.Length ? whole.Array : opened.ToArray(), place);
    }

    // One transaction for all of them, and as short as writing takes: reading and sealing came before.
    async Task<int> ReplaceAsync(DbContext db, List<(TRow Row, byte[] Sealed)> again, CancellationToken cancellation)
    {
        if (again.Count == 0)
            return 0;
        var replaced = 0;
        await using var transaction = await db.Database.BeginTransactionAsync(cancellation);
        foreach (var (row, stored) in again)
        {
            replaced += await db.Set<TRow>().Where(asRead(row)).ExecuteUpdateAsync(
                set => set.SetProperty(content, stored).SetProperty(key, SealedFormat.KeyOf(stored)), cancellation);
        }

        await transaction.CommitAsync(cancellation);
        return replaced;
    }

    Expression<Func<TRow, bool>> IsSealedWith(Guid stale)
    {
        // Through a box it becomes a parameter of the query, not a new query for each key.
        var wanted = Expression.Field(Expression.Constant(new StrongBox<Guid?>(stale)), nameof(StrongBox<>.Value));
        return Expression.Lambda<Func<TRow, bool>>(Expression.Equal(key.Body, wanted), key.Parameters);
    }

    static IQueryable<TRow> InOrder(DbContext db)
    {
        var names = db.Model.FindEntityType(typeof(TRow))!.FindPrimaryKey()!.Properties.Select(property => property.Name).ToList();
        var rows = db.Set<TRow>().AsNoTracking().OrderBy(row => EF.Property<object>(row, names[0]));
        return names.Skip(1).Aggregate(rows, (ordered, name) => ordered.ThenBy(row => EF.Property<object>(row, name)));
    }
}
