using CptsReferral.Gateway.Sealing;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Sealing;

/// <summary>Keys that several processes of the gateway need at their first start: were there two of one, nobody would find what the other stored.</summary>
public sealed class A_file_made_once : IDisposable
{
    const int Processes = 6;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cpts-once-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Is_the_same_for_all_who_come_at_once()
    {
        // Where a draft is moved into place without overwriting, some of a hundred rounds have two winners.
        for (var round = 0; round < 100; round++)
        {
            using var together = new Barrier(Processes);
            var made = 0;
            var read = await Task.WhenAll(Enumerable.Range(0, Processes).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait();
                    return new Guid(FileMadeOnce.Read(At(round), () =>
                    {
                        Interlocked.Increment(ref made);
                        return Guid.CreateVersion7().ToByteArray();
                    }));
                },
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

            read.Distinct().ShouldHaveSingleItem();
            made.ShouldBe(1);
        }

        // No draft is left; the lock stays.
        folder.GetFiles().Length.ShouldBe(100 + 1);
    }

    [Fact]
    public void Is_made_by_the_next_one_when_the_first_could_not()
    {
        Should.Throw<InvalidOperationException>(() => FileMadeOnce.Read(At(1), () => throw new InvalidOperationException()));

        FileMadeOnce.Read(At(1), () => [7]).ShouldBe([7]);
        FileMadeOnce.Read(At(1), () => [8]).ShouldBe([7]);
    }

    [Fact]
    public void Can_be_read_by_its_owner_only_also_when_it_is_written_anew()
    {
        FileMadeOnce.Read(At(1), () => [7]);
        FileMadeOnce.Replace(At(1), [8]);

        FileMadeOnce.Read(At(1), () => [9]).ShouldBe([8]);
        if (!OperatingSystem.IsWindows())
            folder.GetFiles().ShouldAllBe(file => file.UnixFileMode == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
    }

    string At(int number) => Path.Combine(folder.FullName, $"{number}.key");
}
