using CptsReferral.Platform.Persistence;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace CptsReferral.Migrations.Specs;

public sealed class The_committed_migrations
{
    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void Describe_the_whole_model(DatabaseProvider provider)
    {
        using var db = Schema.On(provider);

        db.Database.HasPendingModelChanges().ShouldBeFalse("the model moved on: services/Migrations/add <Name> writes the migration for all three engines");
    }

    [Fact]
    public void Are_the_same_steps_on_every_engine()
    {
        var steps = Enum.GetValues<DatabaseProvider>().Select(provider =>
        {
            using var db = Schema.On(provider);
            return string.Join(' ', db.Database.GetMigrations().Select(name => name[(name.IndexOf('_', StringComparison.Ordinal) + 1)..]));
        });

        steps.Distinct(StringComparer.Ordinal).ShouldHaveSingleItem();
    }
}
