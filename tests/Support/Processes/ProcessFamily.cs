using System.Globalization;

namespace CptsReferral.Support.Processes;

/// <summary>What a process and its children cost together, those that have ended too (proc(5)).</summary>
static class ProcessFamily
{
    // Of /proc/[pid]/stat, counted from what follows the name: the parent; time in the program and in the kernel, its own and that of ended children.
    const int Parent = 1;
    const int FirstTime = 11;
    const int Times = 4;

    // USER_HZ, the same on every Linux of ours.
    const int TicksPerSecond = 100;

    /// <summary>Processor time so far.</summary>
    public static TimeSpan Processor(int process)
    {
        var ticks = 0L;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) || Fields(folder) is not { } fields)
                continue;
            if (id == process || fields[Parent] == process.ToString(CultureInfo.InvariantCulture))
                ticks += fields.Skip(FirstTime).Take(Times).Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
        }

        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }

    // Null for one that has just ended: its parent counts it from then on.
    static string[]? Fields(string folder)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(folder, "stat"));
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
