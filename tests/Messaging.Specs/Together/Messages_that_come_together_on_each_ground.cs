using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;

namespace CptsReferral.Messaging.Specs.Together;

public sealed class Messages_that_come_together_on_sqlite_in_memory() : Messages_that_come_together(Ground.SqliteInMemory);

public sealed class Messages_that_come_together_on_postgresql_over_rabbitmq(PostgreSqlServer server, RabbitMqNode broker)
    : Messages_that_come_together(Ground.PostgreSqlOver(server, broker));
