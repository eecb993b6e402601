using CptsReferral.Gateway.SignIn;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals.People;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Standalone.Demo;

/// <summary>Invented people, one software client each.</summary>
static class DemoPeople
{
    public const string Secret = "demo";

    public static IReadOnlyList<(string ClientId, Person Person)> All { get; } =
    [
        Invent(1, "demo-gp", "Dr Alix Demonville", "general-practitioner"),
        Invent(2, "demo-gp-2", "Dr Basile Exemplard", "general-practitioner"),
        Invent(3, "demo-nurse", "Cléo Infirmont", "nurse"),
        Invent(4, "demo-dermatologist", "Dr Dorothée Dermand", "dermatologist"),
        Invent(5, "demo-cardiologist", "Dr Côme Cardin-Fictif", "cardiologist"),
        Invent(6, "demo-cardiologist-2", "Dr Estelle Palpitre", "cardiologist"),
        Invent(7, "demo-secretary", "Sacha Radiolle", "radiology-secretary"),
        Invent(8, "demo-oncologist", "Dr Odon Fictive", "oncologist"),
        Invent(9, "demo-coordinator", "Charlie Coordon", Functions.Coordinator),
        Invent(10, "demo-data-protection", "Dominique Protège", Functions.DataProtectionOfficer),
    ];

    public static async Task EnsureAsync(IServiceProvider services)
    {
        var db = services.GetRequiredService<CptsDbContext>();
        var accounts = services.GetRequiredService<Accounts>();
        foreach (var (clientId, person) in All)
        {
            if (!await db.Set<Person>().AnyAsync(known => known.Id == person.Id))
                await accounts.AddAsync(person, clientId, Secret);
        }
    }

    // Fixed ids: starting again with --demo finds the same people.
    static (string ClientId, Person Person) Invent(int number, string clientId, string name, string function) => (clientId, new Person
    {
        Id = new Guid($"0198c0de-0000-7000-8000-{number:D12}"),
        DisplayName = name,
        Function = function,
        Email = $"{clientId}@example.org",
        SecondEmail = $"{clientId}.second@example.org",
        Phone = $"+33 1 99 00 00 {number:D2}",
    });
}
