using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Platform.Messaging;
using CptsReferral.Platform.Persistence;
using CptsReferral.Platform.Persistence.Providers;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Persistence;

public sealed class The_composed_model
{
    [Fact]
    public void Is_each_hosts_own_and_shared_by_equal_hosts()
    {
        using var one = With(MessagingModel.Configure);
        using var other = With(MessagingModel.Configure, SpecModel.Configure);
        using var again = With(MessagingModel.Configure, SpecModel.Configure, MessagingModel.Configure);

        one.Model.GetEntityTypes().Count().ShouldBe(3);
        other.Model.GetEntityTypes().Count().ShouldBe(5);
        again.Model.ShouldBeSameAs(other.Model);
    }

    private static CptsDbContext With(params ModelPart[] parts)
    {
        var options = new DbContextOptionsBuilder<CptsDbContext>();
        options.UseDatabase(new DatabaseOptions { Provider = DatabaseProvider.Sqlite, ConnectionString = "Data Source=none.db" });
        return new CptsDbContext(options.Options, new ModelParts(parts));
    }
}
