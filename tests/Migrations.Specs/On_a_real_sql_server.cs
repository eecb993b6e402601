using CptsReferral.Platform.Persistence;
using CptsReferral.Support.Databases;
using DotNet.Testcontainers.Builders;
using Microsoft.Data.SqlClient;
using Testcontainers.MsSql;
using Xunit;

namespace CptsReferral.Migrations.Specs;

/// <summary>Runs where <c>CPTS_TEST_SQLSERVER</c> names a server, or a Docker engine has or can pull the image; a named skip elsewhere.</summary>
public sealed class On_a_real_sql_server : ServerMigrationsSpec, IAsyncLifetime
{
    const string Variable = "CPTS_TEST_SQLSERVER";
    const string Image = "mcr.microsoft.com/mssql/server:2022-latest";

    MsSqlContainer? container;
    string? administration;
    string? missing;

    protected override DatabaseProvider Provider => DatabaseProvider.SqlServer;

    public async ValueTask InitializeAsync()
    {
        administration = Environment.GetEnvironmentVariable(Variable);
        if (administration is { Length: > 0 })
        {
            return;
        }

        try
        {
            container = new MsSqlBuilder(Image).Build();
            await container.StartAsync(TestContext.Current.CancellationToken);
            administration = container.GetConnectionString();
        }
        catch (DockerUnavailableException)
        {
            missing = $"needs SQL Server: no {Variable}, and no Docker engine here for {Image}";
        }
        catch (Docker.DotNet.DockerApiException fault)
        {
            missing = $"needs SQL Server: the Docker engine could not provide {Image} ({fault.StatusCode})";
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (container is not null)
        {
            await container.DisposeAsync();
        }
    }

    protected override async Task<SpecDatabase> DatabaseAsync(CancellationToken cancellationToken)
    {
        Assert.SkipWhen(missing is not null, missing ?? "");
        var name = $"spec_{Guid.CreateVersion7():N}";
        await ExecuteAsync($"CREATE DATABASE {name}", cancellationToken);
        return new Fresh(
            new SqlConnectionStringBuilder(administration) { InitialCatalog = name }.ConnectionString,
            () => ExecuteAsync($"ALTER DATABASE {name} SET SINGLE_USER WITH ROLLBACK IMMEDIATE; DROP DATABASE {name}", CancellationToken.None));
    }

    async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new SqlConnection(administration);
        await connection.OpenAsync(cancellationToken);
#pragma warning disable CA2100 // The only variable part is a name made here.
        await using var command = new SqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    sealed class Fresh(string connectionString, Func<Task> drop) : SpecDatabase
    {
        public override DatabaseProvider Provider => DatabaseProvider.SqlServer;

        public override string ConnectionString => connectionString;

        public override async ValueTask DisposeAsync()
        {
            SqlConnection.ClearAllPools();
            await drop();
        }
    }
}
