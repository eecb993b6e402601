using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace CptsReferral.Contracts.Specs;

/// <summary>Writes the bus' contract as an AsyncAPI 3.0 document, out of the message types and the comments on them.</summary>
static class AsyncApi
{
    /// <summary>Messages that are sent to a queue by name instead of to the exchange of their type.</summary>
    static readonly Dictionary<string, string> Queues = new(StringComparer.Ordinal) { ["QueueReferral"] = "desk-{lane}" };

    public static string Write()
    {
        var text = new StringBuilder();
        text.Append("""
            # Written by tests/Contracts.Specs from contracts/CptsReferral.Contracts; CPTS_APPROVE=1 writes it anew.
            asyncapi: 3.0.0
            info:
              title: CPTS Referral, messages between services
              version: 1.0.0
              description: >-
                Ids, codes, counts and times; never a name or a clinical word. Every message may come twice, late or out of order.
                Facts of one referral are ordered by version.
            defaultContentType: application/vnd.masstransit+json
            channels:

            """.ReplaceLineEndings("\n"));
        foreach (var message in Catalogue.Messages)
        {
            Channel(text, message);
        }

        text.Append("components:\n  messages:\n");
        foreach (var message in Catalogue.Messages)
        {
            Message(text, message);
        }

        text.Append("  schemas:\n");
        foreach (var message in Catalogue.Messages)
        {
            Payload(text, message);
        }

        foreach (var words in Catalogue.Enums)
        {
            Words(text, words);
        }

        return text.ToString();
    }

    static void Channel(StringBuilder text, Type message)
    {
        text.Append(CultureInfo.InvariantCulture, $"  {Key(message)}:\n    address: '{Queues.GetValueOrDefault(message.Name, $"{message.Namespace}:{message.Name}")}'\n");
        if (Queues.ContainsKey(message.Name))
        {
            text.Append("    parameters:\n      lane:\n        description: Code of a lane; each has a queue of its own.\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"    messages:\n      {message.Name}:\n        $ref: '#/components/messages/{message.Name}'\n");
    }

    static void Message(StringBuilder text, Type message) => text
        .Append(CultureInfo.InvariantCulture, $"    {message.Name}:\n      name: '{message.Namespace}:{message.Name}'\n")
        .Append(CultureInfo.InvariantCulture, $"      summary: {Quoted(ContractComments.Of(message))}\n")
        .Append(CultureInfo.InvariantCulture, $"      tags:\n        - name: {message.Namespace![(message.Namespace!.LastIndexOf('.') + 1)..].ToLowerInvariant()}\n")
        .Append(CultureInfo.InvariantCulture, $"      payload:\n        $ref: '#/components/schemas/{message.Name}'\n");

    static void Payload(StringBuilder text, Type message)
    {
        var properties = Catalogue.Properties(message).ToList();
        text.Append(CultureInfo.InvariantCulture, $"    {message.Name}:\n      type: object\n      required: [{string.Join(", ", properties.Select(Name))}]\n      properties:\n");
        foreach (var property in properties)
        {
            text.Append(CultureInfo.InvariantCulture, $"        {Name(property)}:\n          {Shape(property.PropertyType)}\n");
        }
    }

    static void Words(StringBuilder text, Type words)
    {
        text.Append(CultureInfo.InvariantCulture, $"    {words.Name}:\n      description: {Quoted(ContractComments.Of(words))}\n      oneOf:\n");
        foreach (var value in Enum.GetValues(words))
        {
            text.Append(CultureInfo.InvariantCulture, $"        - const: {Enum.Format(words, value, "D")}\n          title: {value}\n");
        }
    }

    static string Shape(Type type) => type switch
    {
        _ when type == typeof(Guid) => "{type: string, format: uuid}",
        _ when type == typeof(int) => "{type: integer, format: int32}",
        _ when type == typeof(bool) => "{type: boolean}",
        _ when type == typeof(DateTime) => "{type: string, format: date-time}",
        _ when type == typeof(string) => "{type: string}",
        _ when type.IsEnum => $"$ref: '#/components/schemas/{type.Name}'",
        _ => throw new NotSupportedException($"No schema for {type}: contracts carry ids, codes, counts and times."),
    };

    static string Key(Type message) => JsonNamingPolicy.CamelCase.ConvertName(message.Name);

    static string Name(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
