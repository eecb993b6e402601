using System.Globalization;

namespace CptsReferral.Contracts.Specs;

/// <summary>One value of any message, the same in every run.</summary>
static class Sample
{
    public static object Of(Type message)
    {
        var constructor = message.GetConstructors().Single();
        var values = constructor.GetParameters().Select((parameter, position) => Value(parameter.ParameterType, parameter.Name!, position));
        return constructor.Invoke([.. values]);
    }

    static object Value(Type type, string name, int position) => type switch
    {
        _ when type == typeof(Guid) => new Guid(string.Create(CultureInfo.InvariantCulture, $"0197b0a0-0000-7000-8000-{position + 1:x12}")),
        _ when type == typeof(int) => position + 1,
        _ when type == typeof(bool) => true,
        _ when type == typeof(DateTime) => new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc),
        _ when type == typeof(string) => "ecg",
        _ when type.IsEnum => Enum.GetValues(type).Cast<object>().Last(),
        _ => throw new NotSupportedException($"No sample for {name} of type {type}: contracts carry ids, codes, counts and times."),
    };
}
