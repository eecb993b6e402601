using System.Text.Json;
using CptsReferral.Fuzz.Description;
using CptsReferral.Fuzz.Scene;

namespace CptsReferral.Fuzz.Specs;

/// <summary>What the generator knows of a switchboard that is not there: the committed description, one lane, two people.</summary>
static class InventedScene
{
    static readonly Lazy<string> Committed = new(() =>
    {
        using var stream = typeof(InventedScene).Assembly.GetManifestResourceStream("openapi.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    const string Lane = """
        {
          "code": "essai", "requesters": ["general-practitioner", "nurse"], "desk": { "code": "groupe", "functions": ["cardiologist"] },
          "indications": [{ "code": "avis" }], "declineReasons": [{ "code": "outside-scope" }],
          "attachments": { "min": 0, "kinds": ["image/png"] },
          "request": { "properties": { "motif": { "type": "string" } }, "required": ["motif"] },
          "answer": { "properties": { "avis": { "type": "string" } }, "required": ["avis"] }
        }
        """;

    static readonly IReadOnlyList<Member> Members =
    [
        Person("demo-gp", "general-practitioner", 1), Person("demo-gp-2", "general-practitioner", 2), Person("demo-nurse", "nurse", 3),
        Person("demo-cardiologist", "cardiologist", 4), Person("demo-secretary", "radiology-secretary", 5), Person("demo-coordinator", "coordinator", 6),
        Person("demo-data-protection", "data-protection-officer", 7),
    ];

    public static ApiDescription Description => ApiDescription.Parse(Committed.Value);

    public static Stock Stock(ApiDescription? description = null)
    {
        var stock = new Stock(description ?? Description, Members, [JsonElement.Parse(Lane), JsonElement.Parse(Lane.Replace("essai", "autre", StringComparison.Ordinal))], () => TimeSpan.FromMinutes(1));
        foreach (var place in Enum.GetValues<Place>())
        {
            for (var n = 0; n < 50; n++)
                stock.Put(new KnownReferral(Id(100 + ((int)place * 100) + n), "essai", place, Members[0], Members[3], 3, TimeSpan.Zero));
        }

        return stock;
    }

    static Member Person(string name, string function, int number) => new(name, function, Id(number));

    static Guid Id(int number) => Guid.Parse($"01a21a00-0000-7000-8000-{number:x12}");
}
