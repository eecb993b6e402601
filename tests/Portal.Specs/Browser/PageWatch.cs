using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Browser;

/// <summary>Hears everything that goes wrong on the pages of one device: no spec may pass over it.</summary>
public sealed class PageWatch
{
    readonly List<string> faults = [];
    readonly HashSet<int> expected = [];

    public PageWatch(IBrowserContext context)
    {
        context.Console += (_, message) =>
        {
            // A refused form is said by its status; Chromium says so once more.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                Note($"console: {message.Text}");
        };
        context.WebError += (_, error) => Note($"script: {error.Error}");
        context.RequestFailed += (_, request) =>
        {
            // What a person leaves behind by going elsewhere, such as the stream of news.
            if (!Offline && request.Failure is not "net::ERR_ABORTED")
                Note($"request: {request.Method} {PathOf(request.Url)} {request.Failure}");
        };
        context.Response += (_, response) =>
        {
            lock (faults)
            {
                if (response.Status >= 400 && !expected.Contains(response.Status))
                    faults.Add($"response: {response.Status} {response.Request.Method} {PathOf(response.Url)}");
            }
        };
    }

    /// <summary>While the line is cut, requests fail.</summary>
    public bool Offline { get; set; }

    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (faults)
                return [.. faults];
        }
    }

    /// <summary>A refusal that the spec is about.</summary>
    public void Expects(int status)
    {
        lock (faults)
            expected.Add(status);
    }

    static string PathOf(string url) => new Uri(url).AbsolutePath;

    void Note(string fault)
    {
        lock (faults)
            faults.Add(fault);
    }
}
