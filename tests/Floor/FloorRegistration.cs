using CptsReferral.Floor.Queues;
using CptsReferral.Floor.Stores;

namespace CptsReferral.Floor;

static class FloorRegistration
{
    public static IServiceCollection AddFloor(this IServiceCollection services, FloorOptions options)
    {
        services.AddSingleton(TimeProvider.System).AddSingleton<Signal>().AddSingleton<Patience>();
        if (options.Store == StoreKind.PostgreSql)
        {
            services.AddSingleton<IStore>(_ => new PostgreSqlStore(options.ConnectionString));
            services.AddSingleton<IQueues>(_ => new RabbitMqQueues(options.Amqp!));
        }
        else
        {
            services.AddSingleton<IStore>(_ => new SqliteStore(options.ConnectionString));
            services.AddSingleton<IQueues, MemoryQueues>();
        }

        return services.AddHostedService<Consumers>().AddHostedService<Relay>();
    }
}
