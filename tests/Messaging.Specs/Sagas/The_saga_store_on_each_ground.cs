using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;

namespace CptsReferral.Messaging.Specs.Sagas;

public sealed class The_saga_store_on_sqlite() : The_saga_store(Ground.SqliteInMemory);

public sealed class The_saga_store_on_postgresql(PostgreSqlServer server) : The_saga_store(Ground.PostgreSqlInMemory(server));

public sealed class The_saga_store_on_postgresql_over_rabbitmq(PostgreSqlServer server, RabbitMqNode broker)
    : The_saga_store(Ground.PostgreSqlOver(server, broker));
