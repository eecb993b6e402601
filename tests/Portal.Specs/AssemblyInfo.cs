using CptsReferral.Portal.Specs.Browser;
using Xunit;

[assembly: AssemblyFixture(typeof(Chromium))]
