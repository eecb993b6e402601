using Xunit;

namespace CptsReferral.Portal.Specs;

/// <summary>Specs that do not mind each other's requests share one switchboard.</summary>
[CollectionDefinition(Name)]
public sealed class SharedPortal : ICollectionFixture<PortalHost>
{
    public const string Name = "shared portal";
}
