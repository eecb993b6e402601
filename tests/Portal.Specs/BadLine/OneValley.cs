using Xunit;

namespace CptsReferral.Portal.Specs.BadLine;

/// <summary>One line, one after the other: what is measured on it is disturbed by nobody.</summary>
[CollectionDefinition(Name)]
public sealed class OneValley : ICollectionFixture<Valley>
{
    public const string Name = "valley";
}
