using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore.Design;

namespace CptsReferral.Standalone;

/// <summary>Gives <c>dotnet ef</c> the whole model for one provider: <c>-- --provider Sqlite|PostgreSql|SqlServer</c>.</summary>
sealed class DesignTime : IDesignTimeDbContextFactory<CptsDbContext>
{
    public CptsDbContext CreateDbContext(string[] args)
    {
        var builder = Host.CreateApplicationBuilder(args);
        var provider = builder.Configuration["provider"] ?? "Sqlite";
        builder.Configuration["Database:Provider"] = provider;
        // Never connected to: migrations come from the model alone.
        builder.Configuration["Database:ConnectionString"] = provider switch
        {
            "Sqlite" => "Data Source=:memory:",
            "PostgreSql" => "Host=127.0.0.1;Database=design",
            _ => "Server=127.0.0.1;Database=design;TrustServerCertificate=true",
        };
        builder.AddPersistence(AllTables.Parts);
        return builder.Build().Services.CreateScope().ServiceProvider.GetRequiredService<CptsDbContext>();
    }
}
