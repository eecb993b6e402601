using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using CptsReferral.Floor.Queues;
using CptsReferral.Floor.Stores;

namespace CptsReferral.Floor.Api;

/// <summary>Three addresses, each a delegate over the request itself: binding and results cost what the measure is not about.</summary>
sealed class ReferralApi(IStore store, IQueues queues, Signal committed, TimeProvider time)
{
    public async Task SubmitAsync(HttpContext context)
    {
        var body = await ReadAsync(context.Request.BodyReader, context.RequestAborted);
        if (Understood(body) is not { } asked)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        var now = time.GetUtcNow().UtcDateTime;
        var referral = new Referral(Guid.CreateVersion7(), asked.Lane, now, now.AddDays(asked.Priority == Priority.Urgent ? 1 : 7));
        // Not cancelled with the request: a commit whose outcome nobody knows helps nobody.
        await store.AcceptAsync(new Submission(referral, body, Letter.To(QueueNames.Routing, referral)), CancellationToken.None);
        committed.Raise();
        context.Response.StatusCode = StatusCodes.Status201Created;
        context.Response.Headers.Location = $"/api/referrals/{referral.Id}";
        await WriteAsync(context, new Accepted(referral.Id, "submitted"), FloorJson.Default.Accepted);
    }

    public async Task WorklistAsync(HttpContext context)
    {
        if (context.Request.RouteValues["lane"] is not string lane || !Lanes.Knows(lane))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        await WriteAsync(context, await store.WorklistAsync(lane, context.RequestAborted), FloorJson.Default.IReadOnlyListWorklistEntry);
    }

    /// <summary>The store and the queues were opened before anybody could ask; a broker may have gone since.</summary>
    public Task ReadyAsync(HttpContext context)
    {
        context.Response.StatusCode = queues.AreOpen ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return Task.CompletedTask;
    }

    static SubmitReferral? Understood(byte[] body)
    {
        try
        {
            var asked = JsonSerializer.Deserialize(body, FloorJson.Default.SubmitReferral);
            return asked is { Consent.Given: true } && Lanes.Knows(asked.Lane) ? asked : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    static async Task<byte[]> ReadAsync(PipeReader reader, CancellationToken cancellation)
    {
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            if (read.IsCompleted)
            {
                var body = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return body;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    static async Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value, type);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
