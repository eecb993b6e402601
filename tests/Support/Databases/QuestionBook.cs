using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CptsReferral.Support.Databases;

/// <summary>What a host has asked its SQLite file while somebody waited for a reply; and which of it reads a table from its beginning to its end.</summary>
public sealed partial class QuestionBook : DbCommandInterceptor
{
    readonly ConcurrentDictionary<string, bool> asked = new(StringComparer.Ordinal);

    IHttpContextAccessor? http;

    public int Count => asked.Count;

    /// <summary>Listens to a host that is being built.</summary>
    public void ListenTo(IServiceCollection services) => services.AddSingleton<IInterceptor>(provider =>
    {
        http = provider.GetRequiredService<IHttpContextAccessor>();
        return this;
    });

    /// <summary>Statements that walk over a whole table, and which. One that reads a page in the order of an index does not, and one that can find nothing neither.</summary>
    /// <param name="file">The database.</param>
    public IReadOnlyList<(string Table, string Statement)> Walks(string file)
    {
        using var connection = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        connection.Open();
        return
        [
            .. asked.Keys.Where(statement => Reading().IsMatch(statement)).Order(StringComparer.Ordinal)
                .SelectMany(statement => Walked(connection, statement).Select(table => (table, statement))),
        ];
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Note(command, eventData);
        return result;
    }

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Note(command, eventData);
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Note(command, eventData);
        return ValueTask.FromResult(result);
    }

    // Not what it asks in its own time, of everything; nor what migrations say, about tables that have changed since.
    void Note(DbCommand command, CommandEventData eventData)
    {
        if (http?.HttpContext is not null && eventData.CommandSource is CommandSource.LinqQuery or CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete)
            asked.TryAdd(command.CommandText, true);
    }

    static List<string> Walked(SqliteConnection connection, string statement)
    {
        var tables = Named().Matches(statement).ToDictionary(named => named.Groups["alias"].Value, named => named.Groups["table"].Value);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // What the host has asked itself, put in front of a plan.
        command.CommandText = $"EXPLAIN QUERY PLAN {statement}";
#pragma warning restore CA2100
        foreach (var name in Parameter().Matches(statement).Select(parameter => parameter.Value).Distinct(StringComparer.Ordinal))
            command.Parameters.AddWithValue(name, 1);
        using var plan = command.ExecuteReader();
        var steps = new List<string>();
        while (plan.Read())
            steps.Add(plan.GetString(3));
        if (IsPage(statement, steps) || statement.Contains("WHERE 0", StringComparison.Ordinal))
            return [];
        return [.. steps.Select(step => Scan().Match(step)).Where(scan => scan.Success).Select(scan => tables.GetValueOrDefault(scan.Groups["alias"].Value)).OfType<string>()];
    }

    static bool IsPage(string statement, List<string> steps) =>
        statement.Contains("LIMIT", StringComparison.Ordinal) && !statement.Contains("WHERE", StringComparison.Ordinal)
        && !steps.Exists(step => step.StartsWith("USE TEMP B-TREE", StringComparison.Ordinal));

    [GeneratedRegex(@"^\s*(SELECT|UPDATE|DELETE|WITH)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reading();

    [GeneratedRegex(@"""(?<table>\w+)"" AS ""(?<alias>\w+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"@\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^SCAN (?<alias>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scan();
}
