using CptsReferral.Support.Api;

namespace CptsReferral.Benchmarks.Load;

/// <summary>The demo's people at a switchboard that is measured.</summary>
sealed class People(Uri address) : Switchboard
{
    public override Uri Address => address;

    // Nobody reads them here.
    public override IReadOnlyList<string> Mails => [];
}
