using CptsReferral.Support.Processes;

namespace CptsReferral.Support.Disks;

/// <summary>
/// A disk of its own for a database: an ext4 file system in a file in memory, mounted for as long as this lives. It can be full in a moment,
/// and it can be so slow that every write waits.
/// </summary>
public sealed class SmallDisk : IAsyncDisposable
{
    const string Memory = "/dev/shm";
    const long Bytes = 4L << 30;
    const int Page = 4096;
    const int Largest = Page * 1024;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cpts-disk-");
    readonly string image = Path.Combine(Memory, $"cpts-disk-{Guid.CreateVersion7():N}");
    Task slow = Task.CompletedTask;

    SmallDisk()
    {
    }

    /// <summary>Only root may mount, and a kernel without loop devices mounts no file.</summary>
    public static bool IsPossible =>
        OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/dev/loop-control") && File.Exists("/usr/sbin/mkfs.ext4") && Directory.Exists(Memory);

    public string Folder => folder.FullName;

    string Ballast => Path.Combine(Folder, "ballast");

    public static async Task<SmallDisk> MountAsync()
    {
        var disk = new SmallDisk();
        try
        {
            await using (var file = new FileStream(disk.image, FileMode.CreateNew))
                file.SetLength(Bytes);
            // No room is kept back for root: full is full for everybody.
            await Command.RunAsync("mkfs.ext4", "-q", "-m", "0", "-E", "nodiscard,lazy_itable_init=1", disk.image);
            await Command.RunAsync("mount", "-o", "loop,discard", disk.image, disk.Folder);
            return disk;
        }
        finally
        {
            // It is there as long as it is mounted, and gone with that.
            File.Delete(disk.image);
        }
    }

    /// <summary>Not a page more can be stored.</summary>
    public void FillsUp()
    {
        // The most of it at once and without being written; then in large pieces, then in small ones: what is left is less than the smallest.
        var most = Math.Max(0, new DriveInfo(Folder).AvailableFreeSpace - (Largest * 4));
        using var ballast = new FileStream(Ballast, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, BufferSize = 0, PreallocationSize = most });
        ballast.Position = most;
        for (var piece = Largest; piece >= Page; piece /= Page / 4)
        {
            var bytes = new byte[piece];
            while (Takes(ballast, bytes))
            {
            }
        }
    }

    /// <summary>Somebody has made room.</summary>
    public void HasRoom() => File.Delete(Ballast);

    /// <summary>
    /// Every write and every fsync waits up to <paramref name="pause"/>, again and again, until <paramref name="lasts"/> is over. It ends by itself,
    /// whatever becomes of this process: nothing stays frozen.
    /// </summary>
    public void IsSlow(TimeSpan pause, TimeSpan lasts)
    {
        const string Stalls = """
            end=$((SECONDS + $3)); trap 'fsfreeze --unfreeze "$1" 2>/dev/null' EXIT
            while [ $SECONDS -lt $end ]; do
              fsfreeze --freeze "$1"; sleep "$2"; fsfreeze --unfreeze "$1"; sleep 0.1
            done
            """;
        slow = Command.RunAsync("bash", "-c", Stalls, "stalls", Folder, FormattableString.Invariant($"{pause.TotalSeconds:F3}"), FormattableString.Invariant($"{lasts.TotalSeconds:F0}"));
    }

    /// <summary>Waits until it is as fast as ever.</summary>
    public Task IsFastAgainAsync() => slow;

    public async ValueTask DisposeAsync()
    {
        await slow;
        await Command.RunAsync("umount", "--lazy", Folder);
        folder.Delete();
    }

    static bool Takes(FileStream file, byte[] bytes)
    {
        try
        {
            file.Write(bytes);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
