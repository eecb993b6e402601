using System.Text.Json;
using CptsReferral.Gateway.Worklists;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Gateway.Portal.Live;

/// <summary>Sends what changes to one page, until it is left.</summary>
static class LiveStream
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan KeepAlive = TimeSpan.FromSeconds(20);

    public static async Task<IResult> SendAsync(HttpContext context, LiveWatch watch, DateTime? since)
    {
        var host = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, host.ApplicationStopping);
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            await SendAsync(context, watch, since, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page was left, or the host stops: the browser comes back by itself.
        }

        return Results.Empty;
    }

    static async Task SendAsync(HttpContext context, LiveWatch watch, DateTime? since, CancellationToken cancellation)
    {
        var time = context.RequestServices.GetRequiredService<TimeProvider>();
        var scopes = context.RequestServices.GetRequiredService<IServiceScopeFactory>();
        var known = await ReadAsync(scopes, db => watch.Present(db).AsNoTracking().ToHashSetAsync(cancellation));
        await SayAsync(": hello\n\n");
        if (since is { } made)
            await TellAsync(await ReadAsync(scopes, db => watch.Since(db, made).ToListAsync(cancellation)));
        var quietSince = time.GetTimestamp();
        while (true)
        {
            await Task.Delay(Poll, time, cancellation);
            var present = await ReadAsync(scopes, db => watch.Present(db).AsNoTracking().ToHashSetAsync(cancellation));
            await TellAsync(Changed(known, present));
            known = present;
            if (time.GetElapsedTime(quietSince) > KeepAlive)
                await SayAsync(": still here\n\n");
        }

        async Task TellAsync(List<Guid> changed)
        {
            foreach (var change in await DescribeAsync(scopes, [.. changed.Distinct()], watch, cancellation))
                await SayAsync($"event: change\ndata: {JsonSerializer.Serialize(change, JsonSerializerOptions.Web)}\n\n");
        }

        async Task SayAsync(string text)
        {
            await context.Response.WriteAsync(text, cancellation);
            await context.Response.Body.FlushAsync(cancellation);
            quietSince = time.GetTimestamp();
        }
    }

    // New, gone, or another version.
    static List<Guid> Changed(HashSet<LiveMark> before, HashSet<LiveMark> now) =>
        [.. before.Except(now).Concat(now.Except(before)).Select(mark => mark.Referral)];

    static async Task<IEnumerable<LiveChange>> DescribeAsync(IServiceScopeFactory scopes, List<Guid> changed, LiveWatch watch, CancellationToken cancellation)
    {
        if (watch.Desk is not { } caller || changed.Count == 0)
            return changed.Select(referral => new LiveChange(referral, null, null));
        await using var scope = scopes.CreateAsyncScope();
        var open = await scope.ServiceProvider.GetRequiredService<CptsDbContext>().Set<Referral>().AsNoTracking()
            .Where(r => changed.Contains(r.Id) && r.WorklistDueUtc != null)
            .ToDictionaryAsync(r => r.Id, r => r.HolderId, cancellation);
        var holders = await scope.ServiceProvider.GetRequiredService<Holders>().OfAsync(open.Keys, cancellation);
        return changed.Select(referral => open.TryGetValue(referral, out var holder)
            ? new LiveChange(referral, StateOf(holder, caller.PersonId), holders.GetValueOrDefault(referral)?.Name)
            : new LiveChange(referral, LiveState.Gone, null));
    }

    static LiveState StateOf(Guid? holder, Guid caller) => holder switch
    {
        null => LiveState.Free,
        { } person when person == caller => LiveState.Mine,
        _ => LiveState.Taken,
    };

    // A scope a look: a page that is open for hours holds no database connection.
    static async Task<T> ReadAsync<T>(IServiceScopeFactory scopes, Func<CptsDbContext, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<CptsDbContext>());
    }
}
