using CptsReferral.Messaging.Specs.Grounds;
using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;

namespace CptsReferral.Messaging.Specs.Outbox;

public sealed class What_a_message_costs_on_sqlite_in_memory() : What_a_message_costs(Ground.SqliteInMemory);

public sealed class What_a_message_costs_on_postgresql_over_rabbitmq(PostgreSqlServer server, RabbitMqNode broker)
    : What_a_message_costs(Ground.PostgreSqlOver(server, broker));
