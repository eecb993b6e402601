using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Fuzz.Description;
using CptsReferral.Fuzz.Files;
using CptsReferral.Fuzz.Scene;

namespace CptsReferral.Fuzz.Requests;

/// <summary>A valid request on its way: the body that the description asks for, then what makes sense of it.</summary>
/// <param name="word">Planted in everything that somebody writes about a patient: it must never come back in an error, nor stand in a log.</param>
sealed class Making(ApiOperation operation, Stock stock, Random random, string word)
{
    public Random Random => random;

    public string Word => word;

    public Draft Draft { get; } = new(operation, operation.Path)
    {
        Json = operation.Body is { } schema ? InventedValue.Of(schema, stock.Description, random, word) : null,
        ContentType = operation.Body is null ? null : "application/json",
    };

    public JsonObject Json => (JsonObject)Draft.Json!;

    public Making Instead(string other) =>
        new(stock.Description.Operations.Concat(PortalOperations.All).First(one => one.Id == other), stock, random, word);

    public Making By(Member? member)
    {
        Draft.Caller = member;
        return this;
    }

    public Making At(string path)
    {
        Draft.Path = path;
        return this;
    }

    public Making With(IEnumerable<(string Name, string Value)> query)
    {
        Draft.Query.AddRange(query);
        return this;
    }

    public Making With(string header, string value)
    {
        Draft.Headers.Add((header, value));
        return this;
    }

    public Making Set(string member, JsonNode? value)
    {
        Json[member] = value;
        return this;
    }

    /// <summary>Leaves out what nothing sensible was invented for.</summary>
    public Making Without(params ReadOnlySpan<string> members)
    {
        foreach (var member in members)
            Json.Remove(member);
        return this;
    }

    public Making Bytes(string text, string type) => Bytes(Encoding.UTF8.GetBytes(text), type);

    public Making Bytes(byte[] content, string type)
    {
        Draft.Bytes = content;
        Draft.ContentType = type;
        return this;
    }

    public Making About(KnownReferral referral)
    {
        Draft.Referral = referral;
        return this;
    }

    public Making Tus() => With("Tus-Resumable", "1.0.0");

    /// <summary>Announces a file that will come in pieces.</summary>
    public Making Piece(SampleFile file)
    {
        Draft.Headers.AddRange(Announce(file));
        return this;
    }

    /// <summary>How a file is announced that will come in pieces.</summary>
    public static IReadOnlyList<(string Name, string Value)> Announce(SampleFile file) =>
    [
        ("Upload-Length", file.Content.Length.ToString(CultureInfo.InvariantCulture)),
        ("Upload-Metadata", $"filename {Base64(file.Name)},filetype {Base64(file.ContentType)}"),
    ];

    /// <summary>The code of one of a list of choices.</summary>
    public string OneOf(JsonElement choices) => choices[random.Next(choices.GetArrayLength())].GetProperty("code").GetString()!;

    public Guid SomeId() => random.Id();

    static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
