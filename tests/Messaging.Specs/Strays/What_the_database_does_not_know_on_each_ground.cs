using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;

namespace CptsReferral.Messaging.Specs.Strays;

public sealed class What_the_database_does_not_know_on_sqlite_in_memory() : What_the_database_does_not_know(Ground.SqliteInMemory);

public sealed class What_the_database_does_not_know_on_sqlite_over_rabbitmq(RabbitMqNode broker) : What_the_database_does_not_know(Ground.SqliteOver(broker));

public sealed class What_the_database_does_not_know_on_postgresql_in_memory(PostgreSqlServer server) : What_the_database_does_not_know(Ground.PostgreSqlInMemory(server));

public sealed class What_the_database_does_not_know_on_postgresql_over_rabbitmq(PostgreSqlServer server, RabbitMqNode broker)
    : What_the_database_does_not_know(Ground.PostgreSqlOver(server, broker));
