using System.Text;
using CptsReferral.Fuzz.Description;
using CptsReferral.Fuzz.Requests;
using Shouldly;
using Xunit;

namespace CptsReferral.Fuzz.Specs.Requests;

public sealed class The_generator
{
    const int Enough = 400;

    [Fact]
    public void Makes_the_same_requests_of_the_same_seed() => Made(seed: 7).ShouldBe(Made(seed: 7));

    [Fact]
    public void Makes_other_requests_of_another_seed() => Made(seed: 7).ShouldNotBe(Made(seed: 8));

    [Fact]
    public void Makes_valid_mutated_and_random_ones()
    {
        var generator = new Generator(7, InventedScene.Stock());

        Enumerable.Range(1, Enough).Select(number => generator.Make(number).Kind).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void Knows_a_way_to_every_operation_of_the_description()
    {
        foreach (var operation in InventedScene.Description.Operations.Concat(PortalOperations.All))
            Ways.Knows(operation.Id).ShouldBeTrue($"{operation} ({operation.Id}) has no way in Ways");
    }

    [Fact]
    public void Says_which_operation_it_has_no_way_to()
    {
        var description = ApiDescription.Parse("""{ "paths": { "/api/new/{id}": { "post": { "operationId": "doNew", "responses": { "200": {} } } } } }""");

        var way = () => new Ways(InventedScene.Stock(description)).Valid(description.Operations[0], new Random(1), "word");

        way.ShouldThrow<InvalidOperationException>().Message.ShouldContain("POST /api/new/{id} (doNew)");
    }

    [Fact]
    public void Leaves_no_placeholder_in_an_address()
    {
        var ways = new Ways(InventedScene.Stock());
        foreach (var operation in InventedScene.Description.Operations)
            ways.Valid(operation, new Random(3), "word").Path.ShouldNotContain("{", customMessage: operation.Id);
    }

    [Fact]
    public void Plants_its_word_in_what_is_written_about_a_patient()
    {
        var generator = new Generator(7, InventedScene.Stock());
        var posted = Enumerable.Range(1, Enough).Select(generator.Make).First(attempt => attempt is { Kind: Kind.Valid, Operation.Id: "submitReferral" });

        var patient = posted.Draft.Json!["patient"]!;
        foreach (var field in (string[])["birthName", "givenNames"])
            patient[field]!.GetValue<string>().ShouldContain(generator.Prefix);
        posted.Draft.Json!["question"]!.GetValue<string>().ShouldContain(generator.Prefix);
    }

    static string Made(int seed)
    {
        var generator = new Generator(seed, InventedScene.Stock());
        var all = new StringBuilder();
        for (var number = 1; number <= Enough; number++)
        {
            var attempt = generator.Make(number);
            all.Append(attempt).AppendLine(Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(attempt.OnTheWire("localhost", null))));
        }

        return all.ToString();
    }
}
