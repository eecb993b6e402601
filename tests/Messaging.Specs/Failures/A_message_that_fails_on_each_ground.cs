using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;

namespace CptsReferral.Messaging.Specs.Failures;

public sealed class A_message_that_fails_on_sqlite_in_memory() : A_message_that_fails(Ground.SqliteInMemory);

public sealed class A_message_that_fails_on_sqlite_over_rabbitmq(RabbitMqNode broker) : A_message_that_fails(Ground.SqliteOver(broker));

public sealed class A_message_that_fails_on_postgresql_in_memory(PostgreSqlServer server) : A_message_that_fails(Ground.PostgreSqlInMemory(server));

public sealed class A_message_that_fails_on_postgresql_over_rabbitmq(PostgreSqlServer server, RabbitMqNode broker)
    : A_message_that_fails(Ground.PostgreSqlOver(server, broker));
