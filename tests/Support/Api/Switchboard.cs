using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace CptsReferral.Support.Api;

/// <summary>A running switchboard, whatever its shape, seen from outside: people, and the ways they work together.</summary>
public abstract class Switchboard : IAsyncDisposable
{
    // Processes that share two cores with the specs take their time.
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    readonly ConcurrentDictionary<string, Persona> personas = new(StringComparer.Ordinal);

    public abstract Uri Address { get; }

    public Persona Gp => Persona("demo-gp");

    public Persona Gp2 => Persona("demo-gp-2");

    public Persona Nurse => Persona("demo-nurse");

    public Persona Dermatologist => Persona("demo-dermatologist");

    public Persona Cardiologist => Persona("demo-cardiologist");

    public Persona Cardiologist2 => Persona("demo-cardiologist-2");

    public Persona Secretary => Persona("demo-secretary");

    public Persona Oncologist => Persona("demo-oncologist");

    public Persona Coordinator => Persona("demo-coordinator");

    public Persona DataProtectionOfficer => Persona("demo-data-protection");

    /// <summary>Mails handed over so far.</summary>
    public abstract IReadOnlyList<string> Mails { get; }

    /// <summary>Mails that link to a referral, oldest first; a mail that was sent again under the same Message-ID counts once.</summary>
    public IReadOnlyList<Mail> MailsAbout(Guid referral) =>
    [
        .. Mails.Select(Mail.Parse).Where(mail => mail.Text.Contains($"/r/{referral}", StringComparison.Ordinal)).OrderBy(mail => mail.MessageId, StringComparer.Ordinal),
    ];

    public Persona Persona(string clientId) => personas.GetOrAdd(clientId, id => new Persona(Address, id));

    /// <summary>Who answers a lane in the demo.</summary>
    public Persona ExpertOf(string lane) => lane switch
    {
        "dermatology" => Dermatologist,
        "imaging" => Secretary,
        "oncology" => Oncologist,
        _ => Cardiologist,
    };

    public async Task<JsonElement> LaneAsync(string code, CancellationToken cancellation) => (await Gp.GetsAsync($"/api/lanes/{code}", cancellation)).Json;

    /// <summary>A valid request with the attachments that the lane wants, uploaded by who posts it.</summary>
    public async Task<JsonObject> RequestAsync(string lane, Persona requester, CancellationToken cancellation)
    {
        var document = await LaneAsync(lane, cancellation);
        var wanted = document.GetProperty("attachments");
        var files = new List<Guid>();
        while (files.Count < wanted.GetProperty("min").GetInt32())
        {
            var (content, type, name) = Files.OfKind(wanted.GetProperty("kinds").EnumerateArray().Select(kind => kind.GetString()!));
            files.Add((await requester.UploadsAsync(content, type, name, cancellation)).Id);
        }

        return Requests.For(document, files);
    }

    public async Task<Guid> SubmittedAsync(string lane, CancellationToken cancellation, Persona? requester = null)
    {
        requester ??= Gp;
        var reply = await requester.SubmitsAsync(await RequestAsync(lane, requester, cancellation), cancellation);
        return reply.Status == HttpStatusCode.Created ? reply.Id : throw new InvalidOperationException($"Not accepted: {reply}");
    }

    public async Task<Guid> QueuedAsync(string lane, CancellationToken cancellation, Persona? requester = null)
    {
        var id = await SubmittedAsync(lane, cancellation, requester);
        await ReachesAsync(id, "queued", cancellation, requester);
        return id;
    }

    public async Task<Guid> ClaimedAsync(string lane, CancellationToken cancellation, Persona? requester = null)
    {
        var id = await QueuedAsync(lane, cancellation, requester);
        var reply = await ExpertOf(lane).DoesAsync("claim", id, cancellation);
        return reply.Status == HttpStatusCode.OK ? id : throw new InvalidOperationException($"Not claimed: {reply}");
    }

    public async Task<Guid> AnsweredAsync(string lane, CancellationToken cancellation, Persona? requester = null)
    {
        var id = await ClaimedAsync(lane, cancellation, requester);
        var reply = await ExpertOf(lane).DoesAsync("answer", id, Requests.AnswerFor(await LaneAsync(lane, cancellation)), cancellation);
        return reply.Status == HttpStatusCode.OK ? id : throw new InvalidOperationException($"Not answered: {reply}");
    }

    /// <summary>Waits until the requester sees the status.</summary>
    public Task ReachesAsync(Guid referral, string status, CancellationToken cancellation, Persona? requester = null) =>
        Eventually.ShouldBeAsync(async () => (await (requester ?? Gp).ReadsAsync(referral, cancellation)).ReferralStatus, status, cancellation, Patience);

    public virtual ValueTask DisposeAsync()
    {
        foreach (var persona in personas.Values)
            persona.Dispose();
        personas.Clear();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>After a restart the address is another one.</summary>
    protected void ForgetPersonas()
    {
        foreach (var persona in personas.Values)
            persona.Dispose();
        personas.Clear();
    }
}
