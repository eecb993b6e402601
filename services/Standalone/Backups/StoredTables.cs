using System.Data;
using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace CptsReferral.Standalone.Backups;

/// <summary>The tables as they are stored, whatever the engine: what a backup holds.</summary>
static class StoredTables
{
    /// <summary>Each after those that it refers to: in this order rows can be put in.</summary>
    public static IReadOnlyList<StoredTable> Of(CptsDbContext db)
    {
        var quote = db.GetService<ISqlGenerationHelper>();
        var left = db.Model.GetRelationalModel().Tables.OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        var sorted = new List<ITable>();
        while (left.Count > 0)
        {
            var next = left.Find(table => table.ForeignKeyConstraints.All(key => key.PrincipalTable == table || sorted.Contains(key.PrincipalTable)))
                ?? throw new InvalidOperationException("Tables refer to each other in a circle.");
            left.Remove(next);
            sorted.Add(next);
        }

        return [.. sorted.Select(table => new StoredTable(table.Name, quote.DelimitIdentifier(table.Name, table.Schema), [.. table.Columns.Select(column => Of(column, quote))]))];
    }

    /// <summary>The name of the last migration, which engines share; their times differ.</summary>
    public static string SchemaOf(CptsDbContext db) => db.Database.GetMigrations().Last().Split('_', 2)[1];

    static StoredColumn Of(IColumn column, ISqlGenerationHelper quote)
    {
        var mapping = column.StoreTypeMapping;
        var type = mapping.Converter?.ProviderClrType ?? mapping.ClrType;
        type = Nullable.GetUnderlyingType(type) ?? type;
        // The one kind of value that an engine gives by itself here; ids are made by us.
        var numbered = (type == typeof(int) || type == typeof(long)) && column.PropertyMappings.Any(property => property.Property.ValueGenerated == ValueGenerated.OnAdd);
        return new StoredColumn(column.Name, quote.DelimitIdentifier(column.Name), StoredValue.Of(type), mapping.DbType, numbered);
    }
}

/// <param name="Name">As the model says it.</param>
/// <param name="Quoted">As SQL says it.</param>
sealed record StoredTable(string Name, string Quoted, IReadOnlyList<StoredColumn> Columns)
{
    /// <summary>The column whose numbers the engine gives; null when there is none.</summary>
    public string? Numbered => Columns.FirstOrDefault(column => column.Numbered)?.Name;
}

/// <inheritdoc cref="StoredTable"/>
sealed record StoredColumn(string Name, string Quoted, StoredValue Value, DbType? DbType, bool Numbered);
