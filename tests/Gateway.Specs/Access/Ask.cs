using System.Text;

namespace CptsReferral.Gateway.Specs.Access;

/// <summary>One request, the same whoever makes it.</summary>
/// <param name="Form">The fields of a form of the portal; whoever posts it adds their own token.</param>
sealed record Ask(HttpMethod Method, string Path, (string Type, byte[] Content)? Body = null, (string Name, string Value)[]? Form = null)
{
    public (string Name, string Value)[] Headers { get; init; } = [];

    public static Ask Reads(string path) => new(HttpMethod.Get, path);

    public static Ask Json(HttpMethod method, string path, string json) => new(method, path, ("application/json", Encoding.UTF8.GetBytes(json)));

    /// <summary>Presses a button of a page.</summary>
    /// <param name="form">The name of the form.</param>
    public static Ask Posts(string path, string form, params IEnumerable<(string Name, string Value)> fields) =>
        new(HttpMethod.Post, path, Form: [("_handler", form), .. fields]);
}
