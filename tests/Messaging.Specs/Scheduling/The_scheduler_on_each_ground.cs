using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;

namespace CptsReferral.Messaging.Specs.Scheduling;

public sealed class The_scheduler_on_sqlite_in_memory() : The_scheduler(Ground.SqliteInMemory);

public sealed class The_scheduler_on_sqlite_over_rabbitmq(RabbitMqNode broker) : The_scheduler(Ground.SqliteOver(broker));

public sealed class The_scheduler_on_postgresql_in_memory(PostgreSqlServer server) : The_scheduler(Ground.PostgreSqlInMemory(server));

public sealed class The_scheduler_on_postgresql_over_rabbitmq(PostgreSqlServer server, RabbitMqNode broker)
    : The_scheduler(Ground.PostgreSqlOver(server, broker));
