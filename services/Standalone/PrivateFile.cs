namespace CptsReferral.Standalone;

/// <summary>A file for who runs the command alone.</summary>
static class PrivateFile
{
    /// <exception cref="IOException">It is there already.</exception>
    public static FileStream Create(FileInfo file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file.FullName, options);
    }
}
