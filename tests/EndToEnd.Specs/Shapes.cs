using CptsReferral.Support.Deployed;
using CptsReferral.Support.Split;
using Xunit;

namespace CptsReferral.EndToEnd.Specs;

/// <summary>Start-up is expensive: one switchboard of each shape serves all specs about it, one spec at a time.</summary>
[CollectionDefinition(Standalone)]
public sealed class StandaloneShape : ICollectionFixture<StandaloneProcess>
{
    public const string Standalone = "standalone";
}

[CollectionDefinition(Split)]
public sealed class SplitShape : ICollectionFixture<SplitHost>
{
    public const string Split = "split";
}
