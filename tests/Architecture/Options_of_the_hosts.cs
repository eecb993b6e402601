using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace CptsReferral.Architecture;

/// <summary>A wrong setting stops a host at start, with its name.</summary>
public sealed class Options_of_the_hosts
{
    [Fact]
    public void Each_has_a_validator()
    {
        var types = Rooms.Services.SelectMany(room => room.GetTypes()).ToList();
        var validated = types
            .SelectMany(type => type.GetInterfaces())
            .Where(role => role.IsGenericType && role.GetGenericTypeDefinition() == typeof(IValidateOptions<>))
            .Select(role => role.GetGenericArguments()[0])
            .ToHashSet();

        OptionTypes(types).Where(type => !validated.Contains(type)).ShouldBeEmpty();
    }

    [Fact]
    public void Each_is_sealed_and_names_its_section() =>
        OptionTypes(Rooms.Services.SelectMany(room => room.GetTypes()))
            .Where(type => !type.IsSealed || type.GetField("Section") is not { IsLiteral: true })
            .ShouldBeEmpty();

    [Fact]
    public void Each_is_validated_at_start()
    {
        var sources = string.Join('\n', RepositoryTree.Files("services", "*.cs").Select(File.ReadAllText));

        OptionTypes(Rooms.Services.SelectMany(room => room.GetTypes()))
            .Where(type => !sources.Contains($"AddOptionsWithValidateOnStart<{type.Name}", StringComparison.Ordinal))
            .ShouldBeEmpty();
    }

    /// <summary>Options inside options are the affair of the outer ones.</summary>
    static List<Type> OptionTypes(IEnumerable<Type> types)
    {
        var all = types.Where(type => type is { IsClass: true, IsAbstract: false } && type.Name.EndsWith("Options", StringComparison.Ordinal)).ToList();
        var inner = all.SelectMany(type => type.GetProperties()).Select(property => property.PropertyType).ToHashSet();
        return [.. all.Where(type => !inner.Contains(type))];
    }
}
