using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Support.Api;

namespace CptsReferral.Portal.Specs;

/// <summary>A spec in a real browser on a good line.</summary>
public abstract class PortalSpec(Chromium chromium, PortalHost portal) : BrowserSpec(chromium.Missing)
{
    protected PortalHost Portal => portal;

    protected Switchboard Board => portal.Board;

    protected async Task<Visitor> ComesAsync(Device? device = null) =>
        Comes(await Visitor.ComesAsync(await chromium.OpensAsync(portal.Address, device ?? Device.Desktop), device ?? Device.Desktop));

    /// <summary>A person with a fresh device, signed in.</summary>
    protected async Task<Visitor> SignsInAsync(string person, Device? device = null) => await (await ComesAsync(device)).SignsInAsAsync(person);
}
