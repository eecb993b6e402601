using System.Globalization;

namespace CptsReferral.Support.Processes;

/// <summary>The clock on the wall is wrong for one process, as on a machine that nobody synchronizes; how long things take is not touched.</summary>
public static class WrongClock
{
    // Debian's libfaketime, which stands between a program and the system's clock.
    static readonly string? Library = Directory.Exists("/usr/lib")
        ? Directory.EnumerateDirectories("/usr/lib", "*-linux-gnu*").Select(folder => Path.Combine(folder, "faketime", "libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
        : null;

    public static bool IsPossible => Library is not null;

    /// <summary>What a process has to have in its environment.</summary>
    /// <param name="ahead">Negative when it is behind.</param>
    public static IReadOnlyDictionary<string, string> By(TimeSpan ahead) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["LD_PRELOAD"] = Library ?? throw new InvalidOperationException("There is no libfaketime here."),
        ["FAKETIME"] = ahead.TotalSeconds.ToString("+0;-0;+0", CultureInfo.InvariantCulture),
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
    };
}
