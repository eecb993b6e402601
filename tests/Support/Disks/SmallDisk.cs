using CptsReferral.Support.Processes;

namespace CptsReferral.Support.Disks;

/// <summary>A disk of its own for a database, small enough to be full in a moment: a file system in memory, mounted for as long as this lives.</summary>
public sealed class SmallDisk : IAsyncDisposable
{
    const int Megabytes = 1024;
    const int Page = 4096;
    const int Largest = Page * 1024;

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cpts-disk-");

    SmallDisk()
    {
    }

    /// <summary>Only root may mount.</summary>
    public static bool IsPossible => OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess;

    public string Folder => folder.FullName;

    string Ballast => Path.Combine(Folder, "ballast");

    public static async Task<SmallDisk> MountAsync()
    {
        var disk = new SmallDisk();
        await Command.RunAsync("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m,mode=755", "tmpfs", disk.Folder);
        return disk;
    }

    /// <summary>Not a page more can be stored.</summary>
    public void FillsUp()
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.None, bufferSize: 0);
        // In large pieces first, then in small ones: what is left is less than the smallest.
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

    public async ValueTask DisposeAsync()
    {
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
