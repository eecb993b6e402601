using System.Reflection;
using CptsReferral.Gateway;
using Microsoft.AspNetCore.Components;

namespace CptsReferral.Portal.Specs.Quality;

/// <summary>Every page there is: the quality bars hold on each of these lines.</summary>
public static class AllPages
{
    /// <summary>The way home leads elsewhere; the others need a step of signing in before them, and are walked by the specs of sign-in.</summary>
    static readonly string[] NoPages = ["/", "/activate/{Secret}", "/sign-in/enrol", "/sign-in/recovery", "/sign-in/second-factor", "/sign-in/unknown"];

    public static IReadOnlyList<PageLine> Lines { get; } =
    [
        new("/sign-in", null, _ => "/sign-in"),
        new("/offline", null, _ => "/offline"),
        new("/requests", People.Gp, _ => "/requests"),
        new("/requests", People.Gp2, _ => "/requests", "empty"),
        new("/requests/{Shelf:regex(^(open|closed)$)}", People.Gp, _ => "/requests/open"),
        new("/requests/new", People.Nurse, _ => "/requests/new"),
        new("/requests/new/{Code}", People.Gp, _ => "/requests/new/ecg", "ecg"),
        new("/requests/new/{Code}", People.Nurse, _ => "/requests/new/dermatology", "dermatology"),
        new("/requests/new/{Code}", People.Gp, _ => "/requests/new/imaging", "imaging"),
        new("/referrals/{Id:guid}", People.Gp, world => $"/referrals/{world.Queued}", "queued"),
        new("/referrals/{Id:guid}", People.Gp, world => $"/referrals/{world.Asked}", "information asked"),
        new("/referrals/{Id:guid}", People.Gp, world => $"/referrals/{world.Delivered}", "answered"),
        new("/referrals/{Id:guid}", People.Gp, world => $"/referrals/{world.Declined}", "declined"),
        new("/referrals/{Id:guid}", People.Dermatologist, world => $"/referrals/{world.Queued}", "to claim"),
        new("/referrals/{Id:guid}", People.Cardiologist, world => $"/referrals/{world.Claimed}", "claimed"),
        new("/referrals/{Id:guid}", People.Secretary, world => $"/referrals/{world.Imaging}", "imaging"),
        new("/referrals/{Id:guid}/print", People.Gp, world => $"/referrals/{world.Delivered}/print"),
        new("/desks/{Code}", People.Dermatologist, _ => "/desks/dermatology"),
        new("/desks/{Code}", People.Secretary, _ => "/desks/imaging", "imaging"),
        new("/desks/{Code}", People.Oncologist, _ => "/desks/oncology", "empty"),
        new("/referrals/{Id:guid}/answer", People.Cardiologist, world => $"/referrals/{world.Claimed}/answer"),
        new("/referrals/{Id:guid}/answer", People.Secretary, world => $"/referrals/{world.Imaging}/answer", "appointment"),
        new("/referrals/{Id:guid}/amend", People.Cardiologist, world => $"/referrals/{world.Delivered}/amend"),
        new("/referrals/{Id:guid}/ask", People.Cardiologist, world => $"/referrals/{world.Claimed}/ask"),
        new("/referrals/{Id:guid}/decline", People.Cardiologist, world => $"/referrals/{world.Claimed}/decline"),
        new("/referrals/{Id:guid}/redirect", People.Cardiologist, world => $"/referrals/{world.Claimed}/redirect"),
        new("/canned-replies", People.Dermatologist, _ => "/canned-replies"),
        new("/board", People.Coordinator, _ => "/board"),
        new("/board/breaches", People.Coordinator, _ => "/board/breaches"),
        new("/board/escalations", People.Coordinator, _ => "/board/escalations"),
        new("/board/open", People.Coordinator, _ => "/board/open"),
        new("/calls", People.Coordinator, _ => "/calls"),
        new("/lanes", People.Coordinator, _ => "/lanes"),
        new("/lanes/new", People.Coordinator, _ => "/lanes/new?from=ecg"),
        new("/lanes/{code}", People.Coordinator, _ => "/lanes/ecg"),
        new("/lanes/{code}/changes", People.Coordinator, _ => "/lanes/ecg/changes?from=1&to=1"),
        new("/lanes/{code}/edit", People.Coordinator, _ => "/lanes/ecg/edit"),
        new("/people", People.Coordinator, _ => "/people"),
        new("/people/desks", People.Coordinator, _ => "/people/desks"),
        new("/people/new", People.Coordinator, _ => "/people/new"),
        new("/people/{id:guid}", People.Coordinator, _ => "/people/0198c0de-0000-7000-8000-000000000001"),
        new("/rota", People.Coordinator, _ => "/rota"),
        new("/account", People.Gp, _ => "/account"),
        new("/account/security", People.Gp, _ => "/account/security"),
        new("/errors/404", null, _ => "/errors/404") { Status = 404 },
    ];

    /// <summary>The lines whose page is there.</summary>
    public static IEnumerable<PageLine> Present => Lines.Where(line => Routes.Contains(line.Route, StringComparer.Ordinal));

    public static IReadOnlyList<string> Routes { get; } =
    [
        .. typeof(GatewayRegistration).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
            .Select(route => route.Template)
            .Except(NoPages)
            .Order(StringComparer.Ordinal),
    ];
}
