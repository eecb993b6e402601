namespace CptsReferral.Gateway.Sealing;

/// <summary>A file that whichever process needs it first makes, and that is the same for all of them: in a folder they share, on one machine or on several.</summary>
static class FileMadeOnce
{
    const string LockName = "making.lock";

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What the file holds.</summary>
    /// <param name="make">What it shall hold; called only where there is none, and by one process at a time.</param>
    /// <exception cref="IOException">The folder cannot be written, or another process has held the lock for 30 seconds.</exception>
    public static byte[] Read(string path, Func<byte[]> make)
    {
        // To move a draft into place would not tell who was first: File.Move without overwriting looks, then renames, and two that looked at once both win.
        if (!File.Exists(path))
        {
            using var held = Hold(Path.Combine(Path.GetDirectoryName(path)!, LockName));
            if (!File.Exists(path))
                Replace(path, make());
        }

        return File.ReadAllBytes(path);
    }

    /// <summary>Writes it anew: it appears whole or not at all, and only its owner can read it.</summary>
    public static void Replace(string path, byte[] content)
    {
        var draft = $"{path}.{Guid.CreateVersion7():N}";
        try
        {
            using (var file = Open(draft, FileMode.CreateNew))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    // The operating system lets go of it when its process ends, however that ends. The file stays: to remove it would let two hold it.
    static FileStream Hold(string path)
    {
        FileStream? held = null;
        SpinWait.SpinUntil(() => (held = Free(path)) is not null, Patience);
        return held ?? Open(path, FileMode.OpenOrCreate);
    }

    static FileStream? Free(string path)
    {
        try
        {
            return Open(path, FileMode.OpenOrCreate);
        }
        catch (IOException)
        {
            return null;
        }
    }

    static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 0 };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
