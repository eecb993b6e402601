using System.Net;
using CptsReferral.Drills.History;
using CptsReferral.Support.Api;

namespace CptsReferral.Drills.Load;

/// <summary>Makes calls and writes into the history what was asked and what came of it.</summary>
sealed class RecordedCalls(HistoryBook history)
{
    const string ProblemType = "application/problem+json";

    public Task<(Operation Operation, Reply? Reply)> SubmitAsync(Member who, int turn, string key, Func<Persona, Task<Reply>> call, string kind = "submit") =>
        CallAsync(kind, "POST", "/api/referrals", null, who, turn, key, call);

    public Task<(Operation Operation, Reply? Reply)> MoveAsync(string move, Guid referral, Member who, int turn, string? token, Func<Persona, Task<Reply>> call) =>
        CallAsync(move, "POST", $"/api/referrals/{{id}}/{move}", referral, who, turn, token, call);

    public Task<(Operation Operation, Reply? Reply)> ReadAsync(Guid referral, Member who, int turn, CancellationToken cancellation) =>
        CallAsync("read", "GET", "/api/referrals/{id}", referral, who, turn, null, door => door.ReadsAsync(referral, cancellation));

    /// <summary>Any other call.</summary>
    public async Task<(Operation Operation, Reply? Reply)> CallAsync(
        string kind, string method, string path, Guid? referral, Member who, int turn, string? token, Func<Persona, Task<Reply>> call)
    {
        var number = history.NextNumber();
        var sent = history.Now;
        Reply? reply = null;
        Outcome outcome;
        var status = 0;
        string? code = null;
        try
        {
            reply = await call(who.Through(turn));
            status = (int)reply.Status;
            (outcome, code) = Judge(method, path, reply);
        }
        catch (HttpRequestException refused) when (refused.StatusCode is { } said)
        {
            // The call for a token; the call itself was never made.
            status = (int)said;
            outcome = said == HttpStatusCode.ServiceUnavailable ? Outcome.Unknown : Outcome.Undocumented;
            code = "no token";
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException or OperationCanceledException)
        {
            outcome = Outcome.Unknown;
            code = cut is OperationCanceledException ? "timeout" : "connection lost";
        }

        if (kind is "submit" or "probe" && outcome == Outcome.Ok)
            referral = reply!.Id;
        var operation = new Operation(number, kind, referral, who.Id, token, sent, history.Now, outcome, status, code);
        history.Add(operation);
        return (operation, outcome == Outcome.Ok ? reply : null);
    }

    static (Outcome Outcome, string? Code) Judge(string method, string path, Reply reply)
    {
        if ((int)reply.Status < 300)
            return (Description.Announces(method, path, (int)reply.Status) ? Outcome.Ok : Outcome.Undocumented, null);
        if (reply.ContentType != ProblemType)
            return (Outcome.Undocumented, reply.ContentType ?? "no body");
        if (reply.Status == HttpStatusCode.ServiceUnavailable)
            return (Outcome.Unknown, reply.Code);
        return (reply.Code is not null && Description.Announces(method, path, (int)reply.Status) ? Outcome.Refused : Outcome.Undocumented, reply.Code);
    }
}
