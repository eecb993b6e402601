using System.Globalization;
using System.Security.Cryptography;
using CptsReferral.Gateway.Sealing;
using CptsReferral.Referrals.Content;
using CptsReferral.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Sealing;

/// <summary>Not for every run: <c>-explicit only</c> says what sealing costs beside storing in clear.</summary>
public sealed class What_sealing_costs(ITestOutputHelper output)
{
    [Theory(Explicit = true)]
    [InlineData(2 * 1024, 20_000)]
    [InlineData(1024 * 1024, 200)]
    public void In_time_and_memory(int size, int times)
    {
        var folder = Directory.CreateTempSubdirectory("cpts-cost-");
        var ring = new KeyRing(
            Microsoft.Extensions.Options.Options.Create(new ContentOptions { KeysDirectory = folder.FullName }), new KeyRingSource(NullLoggerFactory.Instance), TimeProvider.System);
        var content = RandomNumberGenerator.GetBytes(size);
        IContentSeal sealing = new ProtectedSeal(ring, new PlainContent(ring)), plain = new PlainSeal();
        Measure(sealing, content, times / 10);
        Measure(plain, content, times / 10);

        var with = Measure(sealing, content, times);
        var without = Measure(plain, content, times);
        folder.Delete(recursive: true);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size} bytes: seal {with.Seal.Micros:F1} µs, {with.Seal.Bytes} bytes; open {with.Open.Micros:F1} µs, {with.Open.Bytes} bytes"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"in clear: {without.Seal.Micros:F1} µs, {without.Seal.Bytes} bytes; {without.Open.Micros:F1} µs, {without.Open.Bytes} bytes"));
        // One array of its own, whatever the size: nothing is copied twice.
        with.Seal.Bytes.ShouldBeLessThan(size + 2048);
        with.Open.Bytes.ShouldBeLessThan(size + 2048);
    }

    static (Cost Seal, Cost Open) Measure(IContentSeal seal, byte[] content, int times)
    {
        var place = ContentPlace.Request(Guid.CreateVersion7());
        byte[] stored = [];
        var sealing = Cost.Of(times, () => stored = seal.Seal(content, place));
        return (sealing, Cost.Of(times, () => seal.Open(stored, place)));
    }

    sealed record Cost(double Micros, long Bytes)
    {
        public static Cost Of(int times, Action act)
        {
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var startedAt = TimeProvider.System.GetTimestamp();
            for (var i = 0; i < times; i++)
                act();
            return new Cost(TimeProvider.System.GetElapsedTime(startedAt).TotalMicroseconds / times, (GC.GetAllocatedBytesForCurrentThread() - bytes) / times);
        }
    }
}
