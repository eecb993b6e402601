using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.OpenApi;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals.Inbox;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Events;

/// <summary>What concerns the caller, as it comes or as a list: the entries of their inbox.</summary>
static class EventStream
{
    public static RouteGroupBuilder MapEvents(this RouteGroupBuilder api)
    {
        api.MapGet("/events", StreamAsync)
            .Produces<InboxEvent>(StatusCodes.Status200OK, "text/event-stream").WithProblems(400)
            .WithHeader("Last-Event-ID", "Resume after this event; without it, only what is new from now on.", required: false)
            .WithName("streamEvents").WithSummary("Server-sent events of what concerns the caller, resumable.");
        api.MapGet("/inbox", (Caller caller, Inbox inbox, string? cursor, int? limit, CancellationToken cancellation) =>
                Replies.OfAsync(inbox.ListAsync(caller, cursor, limit, cancellation)))
            .Produces<Page<InboxEvent>>().WithProblems(400)
            .WithName("listInbox").WithSummary("The same entries as a list, newest first.");
        return api;
    }

    static async Task<IResult> StreamAsync(Caller caller, HttpContext context, IServiceScopeFactory scopes, IOptions<JsonOptions> json)
    {
        var header = context.Request.Headers["Last-Event-ID"].ToString();
        long? resumeAfter = null;
        if (header.Length > 0 && !Inbox.TryReadId(header, out resumeAfter))
            return Problem.From(Unreadable.Header("Last-Event-ID"));
        return await SentEvents.SendAsync(context, new InboxSource(caller.PersonId, resumeAfter, scopes, json.Value.SerializerOptions));
    }
}

/// <summary>Something that concerns the caller: what, which referral, when. No content.</summary>
sealed record InboxEvent(long Id, string Kind, Guid ReferralId, string Lane, DateTimeOffset At)
{
    public static InboxEvent Of(InboxEntry entry) => new(entry.Id, entry.Kind, entry.ReferralId, entry.Lane, ParisTime.Of(entry.AtUtc));
}
