using Microsoft.SqlServer.Dac;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;
using Shouldly;

namespace CptsReferral.Migrations.Specs;

/// <summary>What SQL Server's own libraries make of a script.</summary>
static class TransactSql
{
    public static TSqlScript Parse(string script)
    {
        var tree = new TSql160Parser(initialQuotedIdentifiers: true).Parse(new StringReader(script), out var faults);
        faults.Select(fault => $"line {fault.Line}: {fault.Message}").ShouldBeEmpty();
        return (TSqlScript)tree;
    }

    /// <summary>What declares the schema; the history table's rows and transactions do not.</summary>
    public static IEnumerable<string> Statements(TSqlScript script)
    {
        var generator = new Sql160ScriptGenerator();
        foreach (var statement in script.Batches.SelectMany(batch => batch.Statements))
        {
            if (statement is CreateTableStatement or CreateIndexStatement or AlterTableStatement or CreateSchemaStatement or CreateSequenceStatement)
            {
                generator.GenerateScript(statement, out var text);
                yield return text;
            }
        }
    }

    public static void ShouldBeValid(TSqlModel model) => model.Validate().Where(message => message.MessageType == DacMessageType.Error)
        .Select(message => $"{message.Number}: {message.Message}")
        .ShouldBeEmpty();
}
