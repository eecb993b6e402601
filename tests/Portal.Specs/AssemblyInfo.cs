using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support.Databases;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]
[assembly: AssemblyFixture(typeof(PostgreSqlServer))]
