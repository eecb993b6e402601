using System.Text.Json;
using System.Text.Json.Serialization;

namespace CptsReferral.Standalone.Backups;

/// <summary>
/// What is no row in a backup. It is JSON Lines: the head; for each table a line that names it, then its rows, each an array in the order of the columns;
/// at the end a line that counts them, without which it is not whole.
/// </summary>
sealed record BackupLine
{
    /// <summary>Of the head: the format, 1.</summary>
    public int? Backup { get; init; }

    /// <summary>Of the head: the schema, by the name of its last migration.</summary>
    public string? Schema { get; init; }

    /// <summary>Of the head: when it was taken.</summary>
    public DateTime? TakenUtc { get; init; }

    /// <summary>A table whose rows follow.</summary>
    public string? Table { get; init; }

    public string[]? Columns { get; init; }

    /// <summary>Of the end: rows of all tables.</summary>
    public long? Rows { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BackupLine))]
sealed partial class BackupJson : JsonSerializerContext;
