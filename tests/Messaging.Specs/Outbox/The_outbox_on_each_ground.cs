using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;

namespace CptsReferral.Messaging.Specs.Outbox;

public sealed class The_outbox_on_sqlite_in_memory() : The_outbox(Ground.SqliteInMemory);

public sealed class The_outbox_on_sqlite_over_rabbitmq(RabbitMqNode broker) : The_outbox(Ground.SqliteOver(broker));

public sealed class The_outbox_on_postgresql_in_memory(PostgreSqlServer server) : The_outbox(Ground.PostgreSqlInMemory(server));

public sealed class The_outbox_on_postgresql_over_rabbitmq(PostgreSqlServer server, RabbitMqNode broker)
    : The_outbox(Ground.PostgreSqlOver(server, broker));
