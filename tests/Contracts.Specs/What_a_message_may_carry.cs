using Shouldly;
using Xunit;

namespace CptsReferral.Contracts.Specs;

/// <summary>No patient data on the bus: ids, codes, counts and times, nothing that could hold a name or a sentence.</summary>
public sealed class What_a_message_may_carry
{
    static readonly Type[] AllowedTypes = [typeof(Guid), typeof(int), typeof(bool), typeof(DateTime)];

    /// <summary>Strings that are codes from a catalogue; everything else that is a string is refused.</summary>
    static readonly string[] AllowedCodes = ["Lane"];

    static readonly string[] Personal = ["Name", "Comment", "Nir", "Ins", "Text", "Question", "Reason", "Phone", "Email", "BirthDate"];

    static readonly string[] Suffixes = ["Message", "Dto", "Event", "Command"];

    [Fact]
    public void Every_type_lives_in_a_named_namespace() =>
        Catalogue.Types
            .Where(type => type.Namespace is null || !$"{type.Namespace}.".StartsWith("CptsReferral.Contracts.", StringComparison.Ordinal))
            .ShouldBeEmpty();

    [Fact]
    public void Every_message_lives_in_the_folder_of_its_owner() =>
        Catalogue.Messages.Concat(Catalogue.Enums)
            .Where(type => type.Namespace == "CptsReferral.Contracts")
            .ShouldBeEmpty("a message without an owner belongs to nobody");

    [Fact]
    public void Properties_are_ids_codes_counts_and_times() =>
        Catalogue.Messages
            .SelectMany(message => Catalogue.Properties(message)
                .Where(property => !IsAllowed(property.PropertyType, property.Name))
                .Select(property => $"{message.Name}.{property.Name}: {property.PropertyType.Name}"))
            .ShouldBeEmpty();

    [Fact]
    public void No_property_is_named_like_something_personal() =>
        Catalogue.Types.Where(type => !type.IsEnum)
            .SelectMany(message => Catalogue.Properties(message)
                .Where(property => Personal.Any(word => property.Name.EndsWith(word, StringComparison.Ordinal)))
                .Select(property => $"{message.Name}.{property.Name}"))
            .ShouldBeEmpty();

    [Fact]
    public void Messages_are_sealed_and_without_setters() =>
        Catalogue.Messages
            .Where(message => !message.IsSealed || Catalogue.Properties(message).Any(property => property.SetMethod is { } set
                && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))))
            .ShouldBeEmpty();

    [Fact]
    public void Names_say_what_happens_not_what_they_are() =>
        Catalogue.Messages
            .Where(message => Suffixes.Any(suffix => message.Name.EndsWith(suffix, StringComparison.Ordinal)))
            .ShouldBeEmpty();

    static bool IsAllowed(Type type, string name) =>
        type.IsEnum || AllowedTypes.Contains(Nullable.GetUnderlyingType(type) ?? type) || (type == typeof(string) && AllowedCodes.Contains(name));
}
