using CptsReferral.Support.Brokers;
using CptsReferral.Support.Databases;
using Xunit;

[assembly: AssemblyFixture(typeof(RabbitMqNode))]
[assembly: AssemblyFixture(typeof(PostgreSqlServer))]
