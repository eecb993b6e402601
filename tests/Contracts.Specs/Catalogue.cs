using System.Reflection;

namespace CptsReferral.Contracts.Specs;

/// <summary>Every type of the contract assembly, sorted so that a listing does not depend on the compiler.</summary>
static class Catalogue
{
    public static IReadOnlyList<Type> Types { get; } =
        [.. typeof(IReferralFact).Assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal)];

    public static IReadOnlyList<Type> Messages { get; } = [.. Types.Where(type => type is { IsClass: true, IsAbstract: false })];

    public static IReadOnlyList<Type> Enums { get; } = [.. Types.Where(type => type.IsEnum)];

    public static IEnumerable<PropertyInfo> Properties(Type message) =>
        message.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.Name != "EqualityContract");
}
