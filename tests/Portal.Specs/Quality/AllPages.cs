using System.Reflection;
using CptsReferral.Gateway;
using CptsReferral.Portal.Specs.Browser;
using CptsReferral.Portal.Specs.Pages;
using CptsReferral.Support.Api;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Quality;

/// <summary>Every page there is, as each kind of person meets it, with something on it and with nothing: the quality bars hold on each of these lines.</summary>
public static class AllPages
{
    const string Home = "/requests";
    const string NewRequest = "/requests/new/{Code}";
    const string Referral = "/referrals/{Id:guid}";
    const string Desk = "/desks/{Code}";
    const string Answer = "/referrals/{Id:guid}/answer";

    public static IReadOnlyList<PageLine> Lines { get; } = [.. SigningIn, .. Requesters, .. Desks, .. Coordinators, .. DataProtection, .. Anybody];

    /// <summary>Of every component that is a page; the way home leads elsewhere.</summary>
    public static IReadOnlyList<string> Routes { get; } =
    [
        .. typeof(GatewayRegistration).Assembly.GetTypes()
            .SelectMany(type => type.GetCustomAttributes<RouteAttribute>())
            .Select(route => route.Template)
            .Except(["/"])
            .Order(StringComparer.Ordinal),
    ];

    static IEnumerable<PageLine> SigningIn =>
    [
        new("/sign-in", null, _ => "/sign-in"),
        new("/sign-in", null, _ => "/sign-in", "refused") { Does = Sends("password"), Then = 422 },
        new("/sign-in/second-factor", SomebodySigningIn.Halfway, _ => "/sign-in/second-factor"),
        new("/sign-in/second-factor", SomebodySigningIn.Halfway, _ => "/sign-in/second-factor", "refused") { Does = Sends("code"), Then = 422 },
        new("/sign-in/recovery", SomebodySigningIn.Halfway, _ => "/sign-in/recovery"),
        new("/sign-in/enrol", SomebodySigningIn.Enrolling, _ => "/sign-in/enrol"),
        new("/sign-in/unknown", null, _ => "/sign-in/unknown"),
        new("/activate/{Secret}", null, world => world.Invitation),
        new("/activate/{Secret}", null, _ => "/activate/dead", "dead") { Status = 410 },
        new("/account/security", SomebodySigningIn.Member, _ => "/account/security", "password"),
    ];

    static IEnumerable<PageLine> Requesters =>
    [
        new(Home, People.Gp, _ => "/requests"),
        new(Home, People.Gp2, _ => "/requests", "empty"),
        new(Home, People.Nurse, _ => "/requests", "nurse"),
        new("/requests/{Shelf:regex(^(open|closed)$)}", People.Gp, _ => "/requests/open"),
        new("/requests/{Shelf:regex(^(open|closed)$)}", People.Gp, _ => "/requests/closed", "closed"),
        new("/requests/new", People.Nurse, _ => "/requests/new"),
        new("/requests/new", People.Oncologist, _ => "/requests/new", "empty"),
        new(NewRequest, People.Gp, _ => "/requests/new/ecg", "ecg"),
        new(NewRequest, People.Gp, _ => "/requests/new/ecg", "ecg, red flag") { Does = visitor => ChoosesAsync(visitor, "answers.chestPain", "true") },
        new(NewRequest, People.Gp, _ => "/requests/new/ecg", "ecg, faults") { Does = Sends("review"), Then = 422 },
        new(NewRequest, People.Gp, _ => "/requests/new/ecg", "ecg, once more") { Does = ReviewsAsync },
        new(NewRequest, People.Gp, _ => "/requests/new/imaging", "imaging"),
        new(NewRequest, People.Gp, _ => "/requests/new/cardiology", "cardiology"),
        new(NewRequest, People.Gp, _ => "/requests/new/oncology", "oncology"),
        new(NewRequest, People.Nurse, _ => "/requests/new/dermatology", "dermatology"),
        new(NewRequest, People.Nurse, _ => "/requests/new/dermatology", "dermatology, photographs") { Does = AttachesAsync },
        new(NewRequest, People.Gp, _ => "/requests/new/nothing", "unknown") { Status = 404 },
        new(Referral, People.Gp, world => $"/referrals/{world.Queued}", "queued"),
        new(Referral, People.Gp, world => $"/referrals/{world.Asked}", "information asked"),
        new(Referral, People.Gp, world => $"/referrals/{world.Asked}", "information asked, faults") { Does = Sends("reply"), Then = 422 },
        new(Referral, People.Gp, world => $"/referrals/{world.Delivered}", "answered"),
        new(Referral, People.Gp, world => $"/referrals/{world.Closed}", "closed"),
        new(Referral, People.Gp, world => $"/referrals/{world.Declined}", "declined"),
        new(Referral, People.Gp, world => $"/referrals/{world.Redirected}", "redirected"),
        new(Referral, People.Gp, world => $"/referrals/{world.Cancelled}", "cancelled"),
        new("/referrals/{Id:guid}/print", People.Gp, world => $"/referrals/{world.Delivered}/print"),
    ];

    static IEnumerable<PageLine> Desks =>
    [
        new(Desk, People.Dermatologist, _ => "/desks/dermatology"),
        new(Desk, People.Cardiologist, _ => "/desks/ecg?done=answered", "just done"),
        new(Desk, People.Cardiologist, _ => "/desks/cardiology", "keys") { Does = visitor => visitor.Page.Keyboard.PressAsync("?") },
        new(Desk, People.Secretary, _ => "/desks/imaging", "imaging"),
        new(Desk, People.Oncologist, _ => "/desks/oncology", "empty"),
        new(Referral, People.Dermatologist, world => $"/referrals/{world.Queued}", "to claim"),
        new(Referral, People.Cardiologist, world => $"/referrals/{world.Claimed}", "claimed"),
        new(Referral, People.Cardiologist2, world => $"/referrals/{world.Claimed}", "a colleague's"),
        new(Referral, People.Cardiologist, world => $"/referrals/{world.Delivered}", "answered by me"),
        new(Referral, People.Secretary, world => $"/referrals/{world.Imaging}", "imaging"),
        new(Answer, People.Cardiologist, world => $"/referrals/{world.Claimed}/answer"),
        new(Answer, People.Cardiologist, world => $"/referrals/{world.Claimed}/answer", "faults") { Does = Sends("answer"), Then = 422 },
        new(Answer, People.Secretary, world => $"/referrals/{world.Imaging}/answer", "appointment"),
        new("/referrals/{Id:guid}/amend", People.Cardiologist, world => $"/referrals/{world.Delivered}/amend"),
        new("/referrals/{Id:guid}/ask", People.Cardiologist, world => $"/referrals/{world.Claimed}/ask"),
        new("/referrals/{Id:guid}/decline", People.Cardiologist, world => $"/referrals/{world.Claimed}/decline"),
        new("/referrals/{Id:guid}/decline", People.Cardiologist, world => $"/referrals/{world.Claimed}/decline", "faults") { Does = Sends("decline"), Then = 422 },
        new("/referrals/{Id:guid}/redirect", People.Cardiologist, world => $"/referrals/{world.Claimed}/redirect"),
        new("/break-glass/open", People.Secretary, _ => "/break-glass/open"),
        new("/break-glass/open", People.Secretary, _ => "/break-glass/open", "faults") { Does = Sends("break-glass"), Then = 422 },
        new("/break-glass/open", People.Coordinator, _ => "/break-glass/open", "forbidden") { Status = 403 },
        new(Referral, People.Dermatologist, world => $"/referrals/{world.Opened}", "in an emergency"),
        new("/canned-replies", People.Dermatologist, _ => "/canned-replies"),
        new("/canned-replies", People.Secretary, _ => "/canned-replies", "empty"),
        new("/calls", People.Secretary, _ => "/calls", "secretary"),
    ];

    static IEnumerable<PageLine> Coordinators =>
    [
        new("/board", People.Coordinator, _ => "/board"),
        new("/board/breaches", People.Coordinator, _ => "/board/breaches"),
        new("/board/breaches", People.Coordinator, _ => "/board/breaches?lane=oncology", "empty"),
        new("/board/escalations", People.Coordinator, _ => "/board/escalations"),
        new("/board/reconciliation", People.Coordinator, _ => "/board/reconciliation"),
        new("/board/open", People.Coordinator, _ => "/board/open"),
        new("/board/open", People.Coordinator, _ => "/board/open?lane=ecg&days=30", "completed"),
        new("/calls", People.Coordinator, _ => "/calls"),
        new("/lanes", People.Coordinator, _ => "/lanes"),
        new("/lanes/new", People.Coordinator, _ => "/lanes/new?from=ecg"),
        new("/lanes/{code}", People.Coordinator, _ => "/lanes/oncology"),
        new("/lanes/{code}/changes", People.Coordinator, _ => "/lanes/oncology/changes?from=1&to=2"),
        new("/lanes/{code}/edit", People.Coordinator, _ => "/lanes/ecg/edit"),
        new("/lanes/{code}/edit", People.Coordinator, _ => "/lanes/ecg/edit", "faults") { Does = visitor => EditsAsync(visitor, ""), Then = 422 },
        new("/lanes/{code}/edit", People.Coordinator, _ => "/lanes/ecg/edit", "once more") { Does = visitor => EditsAsync(visitor, "ECG") },
        new("/people", People.Coordinator, _ => "/people"),
        new("/people/desks", People.Coordinator, _ => "/people/desks"),
        new("/people/new", People.Coordinator, _ => "/people/new"),
        new("/people/new", People.Coordinator, _ => "/people/new", "faults") { Does = Sends("person"), Then = 422 },
        new("/people/{id:guid}", People.Coordinator, _ => "/people/0198c0de-0000-7000-8000-000000000001"),
        new("/rota", People.Coordinator, _ => "/rota"),
    ];

    static IEnumerable<PageLine> DataProtection =>
    [
        new("/readings", People.DataProtectionOfficer, _ => "/readings"),
        new("/retention", People.DataProtectionOfficer, _ => "/retention"),
        new("/retention", People.DataProtectionOfficer, _ => "/retention", "faults") { Does = Sends("hold"), Then = 422 },
        new("/break-glass", People.DataProtectionOfficer, _ => "/break-glass"),
        new("/break-glass", People.DataProtectionOfficer, _ => "/break-glass", "faults") { Does = ReviewsNothingAsync, Then = 422 },
        new("/break-glass", People.DataProtectionOfficer, _ => "/break-glass?waiting=yes", "waiting"),
        new("/readings", People.DataProtectionOfficer, _ => "/readings?reference=NONE", "empty"),
        new("/readings", People.DataProtectionOfficer, _ => "/readings?from=yesterday", "out of order") { Status = 400 },
    ];

    static IEnumerable<PageLine> Anybody =>
    [
        new("/account", People.Gp, _ => "/account"),
        new("/account/security", People.Gp, _ => "/account/security"),
        new("/offline", null, _ => "/offline"),
        new("/errors/404", null, _ => "/errors/404") { Status = 404 },
        new("/errors/404", People.Gp, _ => "/nowhere", "no such page") { Status = 404 },
        new(Referral, People.Gp2, world => $"/referrals/{world.Queued}", "somebody else's") { Status = 404 },
        new("/board", People.Gp, _ => "/board", "forbidden") { Status = 403 },
        new("/canned-replies", People.Dermatologist, _ => "/canned-replies", "out of order")
        {
            Status = 500,
            Before = world => world.LosesCannedRepliesAsync(),
            After = world => world.FindsCannedRepliesAsync(),
        },
    ];

    /// <summary>Sends the form of the page as it is, and sees what is wrong with that.</summary>
    static Func<Visitor, Task> Sends(string form) => async visitor =>
    {
        await visitor.Page.Locator($"form:has(input[name=_handler][value='{form}']) button[type=submit]").Last.ClickAsync();
        await visitor.Page.Locator("[data-error-summary]").First.WaitForAsync();
    };

    static async Task ReviewsNothingAsync(Visitor visitor)
    {
        await visitor.Page.Locator("form:has(textarea[name^='note-']) button[type=submit]").First.ClickAsync();
        await visitor.Page.Locator("[data-error-summary]").First.WaitForAsync();
    }

    static async Task ChoosesAsync(Visitor visitor, string name, string value)
    {
        await new Hand(visitor.Page, touch: false).ChoosesAsync(name, value);
        await visitor.Page.Locator(".cpts-emergency").First.WaitForAsync();
    }

    static async Task ReviewsAsync(Visitor visitor)
    {
        var form = new NewRequestPage(visitor);
        await form.FillsInEcgAsync("ESSAI-FICTIF", Payload(Files.Png, "image/png", "essai.png"));
        await form.ReviewsAsync();
    }

    static async Task AttachesAsync(Visitor visitor)
    {
        await visitor.Page.Locator("input[type=file]").SetInputFilesAsync([Payload(Files.Png, "image/png", "ensemble.png"), Payload(Files.Png, "image/png", "pres.png")]);
        await Assertions.Expect(visitor.Page.Locator(".cpts-photo input[type=hidden]")).ToHaveCountAsync(2);
    }

    static async Task EditsAsync(Visitor visitor, string title)
    {
        await visitor.Page.FillAsync("#title-fr", title);
        await visitor.Page.Locator(".cpts-actions button[name=step][value=preview]").ClickAsync();
        await visitor.Page.Locator(title.Length == 0 ? "[data-error-summary]" : "button[name=step][value=save]").First.WaitForAsync();
    }

    static FilePayload Payload(byte[] content, string type, string name) => new() { Buffer = content, MimeType = type, Name = name };
}
