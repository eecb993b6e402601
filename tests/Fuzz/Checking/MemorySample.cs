using System.Globalization;

namespace CptsReferral.Fuzz.Checking;

/// <summary>What the host holds after so many requests, in bytes.</summary>
sealed record MemorySample(int Requests, long WorkingSet, long Heap)
{
    /// <summary>Out of what the host tells of itself.</summary>
    public static MemorySample Read(int requests, string metrics) =>
        new(requests, Sum(metrics, "dotnet_process_memory_working_set"), Sum(metrics, "dotnet_gc_last_collection_heap_size"));

    static long Sum(string metrics, string name) => metrics.Split('\n')
        .Where(line => line.StartsWith(name, StringComparison.Ordinal))
        .Sum(line => (long)double.Parse(Value(line), CultureInfo.InvariantCulture));

    // name{labels} value [timestamp]
    static string Value(string line) => line[(line.IndexOf('}', StringComparison.Ordinal) + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var first, ..] parts
        ? line.Contains('{', StringComparison.Ordinal) ? first : parts[1]
        : "0";
}
