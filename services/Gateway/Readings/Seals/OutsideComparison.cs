using System.Runtime.CompilerServices;
using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Readings.Seals;

/// <summary>Every line of the file outside the database against the seal of its number: a chain that was cut off and goes on from there is found out
/// too, however long it has grown since.</summary>
sealed class OutsideComparison(CptsDbContext db, OutsideHeads heads)
{
    const int Page = 500;

    public bool HasLines { get; private set; }

    public async IAsyncEnumerable<ReadingFinding> CompareAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var gone = new Span();
        var other = new Span();
        foreach (var lines in heads.All().Chunk(Page))
        {
            HasLines = true;
            var numbers = lines.Select(line => line.Number).ToList();
            var inside = await db.Set<ReadingSeal>().AsNoTracking().Where(seal => numbers.Contains(seal.Number)).ToDictionaryAsync(seal => seal.Number, cancellation);
            foreach (var line in lines)
            {
                if (!inside.TryGetValue(line.Number, out var seal))
                    gone.Add(line);
                else if (OutsideHead.Of(seal) != line)
                    other.Add(line);
            }
        }

        // Seals that are gone from the middle are told of on the way along the others.
        var end = (await db.LastSealAsync(cancellation))?.Number ?? 0;
        if (gone.Last is { } cut && cut.Number > end)
            yield return new ReadingFinding(ReadingFindingKind.CutOff, cut.Number - end, null, end + 1, cut.Number, [cut.UpTo]);
        if (other.Last is { } replaced)
            yield return new ReadingFinding(ReadingFindingKind.Replaced, other.Count, null, other.First!.Number, replaced.Number, [replaced.UpTo]);
    }

    sealed class Span
    {
        public long Count { get; private set; }

        public OutsideHead? First { get; private set; }

        public OutsideHead? Last { get; private set; }

        public void Add(OutsideHead line)
        {
            Count += Last?.Number == line.Number ? 0 : 1;
            First = First is { } first && first.Number <= line.Number ? first : line;
            Last = Last is { } last && last.Number >= line.Number ? last : line;
        }
    }
}
