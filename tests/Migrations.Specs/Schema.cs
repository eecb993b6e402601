using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using CptsReferral.Standalone;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace CptsReferral.Migrations.Specs;

/// <summary>The whole model on one engine, as the migration job sees it.</summary>
static class Schema
{
    public static CptsDbContext On(DatabaseProvider provider, string? connectionString = null)
    {
        var database = new DatabaseOptions { Provider = provider, ConnectionString = connectionString ?? Unreached(provider) };
        var options = new DbContextOptionsBuilder<CptsDbContext>();
        options.UseDatabase(database);
        return new CptsDbContext(options.Options, new ModelParts(AllTables.Parts));
    }

    public static IReadOnlyList<ITable> Tables(this CptsDbContext db) =>
        [.. db.GetService<IDesignTimeModel>().Model.GetRelationalModel().Tables.OrderBy(table => table.Name, StringComparer.Ordinal)];

    // Scripts and comparisons never open it.
    static string Unreached(DatabaseProvider provider) => provider switch
    {
        DatabaseProvider.Sqlite => "Data Source=:memory:",
        DatabaseProvider.PostgreSql => "Host=127.0.0.1;Database=none",
        _ => "Server=127.0.0.1;Database=none",
    };
}
