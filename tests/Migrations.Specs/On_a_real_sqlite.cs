using CptsReferral.Platform.Persistence;
using CptsReferral.Support.Databases;

namespace CptsReferral.Migrations.Specs;

public sealed class On_a_real_sqlite : MigrationsSpec
{
    protected override DatabaseProvider Provider => DatabaseProvider.Sqlite;

    protected override Task<SpecDatabase> DatabaseAsync(CancellationToken cancellationToken) => Task.FromResult<SpecDatabase>(new SqliteSpecDatabase());
}
