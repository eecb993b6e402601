using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using CptsReferral.Support.Api;

namespace CptsReferral.Support.Portal;

/// <summary>A page as it came: where it was, what it said, what its forms hold.</summary>
public sealed class VisitedPage(Uri address, Reply reply)
{
    readonly Lazy<IHtmlDocument> document = new(() => new HtmlParser().ParseDocument(reply.Text));

    public Uri Address => address;

    public string Path => address.AbsolutePath;

    public HttpStatusCode Status => reply.Status;

    public string? ContentType => reply.ContentType;

    /// <summary>A redirection led here: what was posted was done, and reloading does not do it again.</summary>
    public bool WasLedTo { get; init; }

    /// <summary>Where it leads; null for what is no redirection.</summary>
    public Uri? Location => (int)Status is >= 300 and < 400 && reply.Location is { } location ? new Uri(address, location) : null;

    public string Html => reply.Text;

    /// <summary>Everything it says, hidden or not.</summary>
    public string Words => Text(document.Value.Body!);

    public string Title => document.Value.QuerySelector("h1") is { } heading ? Text(heading) : "";

    public IReadOnlyList<string> Faults => TextsOf(".govuk-error-message");

    /// <summary>Everything set in the typeface of codes: keys to type, recovery codes.</summary>
    public IReadOnlyList<string> Codes => TextsOf("code");

    public IReadOnlyList<string> TextsOf(string selector) => [.. document.Value.QuerySelectorAll(selector).Select(Text)];

    public bool Has(string form) => FormNamed(form) is not null;

    /// <summary>The first form whose name starts so: those of a list have the id of their line in it.</summary>
    public string FirstForm(string start) => Handlers.Select(handler => handler.Value).FirstOrDefault(name => name.StartsWith(start, StringComparison.Ordinal))
        ?? throw Missing(start);

    /// <summary>What a form would post if nobody changed anything in it, as browsers do it.</summary>
    public IReadOnlyList<(string Name, string Value)> Form(string name) =>
        [.. (FormNamed(name) ?? throw Missing(name)).Elements.Where(field => !field.IsDisabled()).SelectMany(Posted)];

    /// <summary>What pressing each button of a form adds to it.</summary>
    public IReadOnlyList<(string Name, string Value)> Buttons(string form) => [.. ButtonsOf(form).Select(button => (button.Name!, button.Value))];

    /// <summary>The button with these words.</summary>
    public (string Name, string Value) Button(string form, string words) =>
        ButtonsOf(form).FirstOrDefault(button => Text(button).Contains(words, StringComparison.Ordinal)) is { } button
            ? (button.Name!, button.Value)
            : throw new InvalidOperationException($"No button “{words}” in the form {form} on {this}.");

    public Uri FormAddress(string name) => new(address, FormNamed(name)?.GetAttribute("action") is { Length: > 0 } action ? action : address.PathAndQuery);

    /// <summary>Shown when an expectation fails.</summary>
    public override string ToString() => $"{(int)Status} {Path}: {Title} {string.Join(" / ", TextsOf(".govuk-error-summary li, .govuk-error-message"))}";

    // A component's form carries its name; a plain one is known by where it posts.
    IHtmlFormElement? FormNamed(string name) => Handlers.FirstOrDefault(handler => handler.Value == name)?.Form
        ?? document.Value.Forms.FirstOrDefault(form => form.GetAttribute("action") == name);

    IEnumerable<IHtmlInputElement> Handlers => document.Value.QuerySelectorAll("form input[name=_handler]").OfType<IHtmlInputElement>();

    IEnumerable<IHtmlButtonElement> ButtonsOf(string form) =>
        (FormNamed(form) ?? throw Missing(form)).Elements.OfType<IHtmlButtonElement>().Where(button => button.HasAttribute("name"));

    InvalidOperationException Missing(string form) => new($"No form {form} on {this}.");

    static IEnumerable<(string Name, string Value)> Posted(IHtmlElement field) => field switch
    {
        _ when field.GetAttribute("name") is not { Length: > 0 } => [],
        IHtmlInputElement { Type: "submit" or "button" or "reset" or "image" or "file" } or IHtmlButtonElement => [],
        IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } => [],
        IHtmlInputElement input => [(input.Name!, input.Value)],
        IHtmlTextAreaElement area => [(area.Name!, area.Value)],
        IHtmlSelectElement select => Chosen(select).Select(option => (select.Name!, option.Value)),
        _ => [],
    };

    // A list of one choice always has one.
    static IEnumerable<IHtmlOptionElement> Chosen(IHtmlSelectElement select)
    {
        var chosen = select.Options.Where(option => option.HasAttribute("selected")).ToList();
        return chosen.Count > 0 || select.IsMultiple ? chosen : select.Options.Take(1);
    }

    static string Text(IElement element) => element.TextContent.Trim();
}
