using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Texts;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals.Lanes;
using Microsoft.Extensions.Localization;

namespace CptsReferral.Gateway.Portal.Layout;

/// <summary>Where a person can go, by what the lanes let their function do; the first place is their home.</summary>
sealed class Navigation(LaneCatalogue lanes, IStringLocalizer<LayoutTexts> texts)
{
    public async Task<IReadOnlyList<NavigationLink>> OfAsync(Caller caller, CancellationToken cancellation)
    {
        if (caller.IsCoordinator)
        {
            return
            [
                new("/board", texts["Board"]), new("/board/breaches", texts["Breaches"]), new("/board/escalations", texts["Escalations"]),
                new("/calls", texts["Calls"]), new("/lanes", texts["Lanes"]), new("/people", texts["People"]), new("/rota", texts["Rota"]),
            ];
        }

        if (caller.IsDataProtectionOfficer)
            return [new("/readings", texts["Readings"]), new("/break-glass", texts["BreakGlass"]), new("/retention", texts["Retention"])];

        var links = new List<NavigationLink>();
        var all = await lanes.ListAsync(cancellation);
        links.AddRange(all.Where(caller.IsOnDesk).Select(lane => new NavigationLink($"/desks/{lane.Code}", lane.Title.InThisLanguage())));
        if (all.Any(lane => lane.IsAskedBy(caller.Function)))
        {
            links.Add(new("/requests", texts["MyRequests"]));
            links.Add(new("/requests/new", texts["NewRequest"]));
        }

        return links;
    }

    public async Task<string> HomeOfAsync(Caller caller, CancellationToken cancellation) =>
        await OfAsync(caller, cancellation) is [var first, ..] ? first.Address : "/account";
}

sealed record NavigationLink(string Address, string Title);
