using Xunit;

namespace CptsReferral.Portal.Specs.Flows.Coordination;

/// <summary>Preparing a night takes its time; specs that change different things share one.</summary>
[CollectionDefinition(Name)]
public sealed class SharedNight : ICollectionFixture<LateNight>
{
    public const string Name = "late night";
}
