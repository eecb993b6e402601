using CptsReferral.Platform.Persistence;
using CptsReferral.Support.Databases;
using Xunit;

namespace CptsReferral.Migrations.Specs;

public sealed class On_a_real_postgresql(PostgreSqlServer server) : ServerMigrationsSpec, IClassFixture<PostgreSqlServer>
{
    protected override DatabaseProvider Provider => DatabaseProvider.PostgreSql;

    protected override Task<SpecDatabase> DatabaseAsync(CancellationToken cancellationToken) => server.DatabaseAsync(cancellationToken);
}
