using CptsReferral.Support.Standalone;

namespace CptsReferral.Gateway.Specs.Access;

/// <summary>What a line asks, made ready: on something of its own where asking changes it. Reading needs no word here, an address says it all.</summary>
static partial class Asks
{
    public const string Reading = "reads";
    public const string OtherForm = "a form it does not have";

    static readonly Dictionary<(string Door, string What), Func<Stage, Task<Ask>>> Known = new();

    static Asks()
    {
        Api();
        Files();
        Pages();
        SignIn();
    }

    /// <summary>What is known to be asked at a door.</summary>
    public static IEnumerable<(string Door, string What)> All => Known.Keys;

    public static async Task<Ask> MadeReadyAsync(Line line, Stage stage)
    {
        if (Known.TryGetValue((line.Door, line.What), out var ready))
            return await ready(stage);
        return (line.Method, line.What) switch
        {
            ("GET" or "HEAD", Reading) when Asset.IsFamily(line.Route) => new Ask(new HttpMethod(line.Method), Asset.OfFamily(line.Route, stage.Host.Doors)),
            ("GET" or "HEAD", Reading) => new Ask(new HttpMethod(line.Method), stage.Fill(line.Route)),
            (Door.AnyMethod, Reading) => Ask.Reads(stage.Fill(line.Route)),
            ("POST", OtherForm) => Ask.Posts(stage.Fill(line.Route), "no-such-form"),
            _ => throw new InvalidOperationException($"Nobody has said how “{line.What}” is asked at {line.Door}."),
        };
    }

    static void Add(string door, string what, Func<Stage, Task<Ask>> ready) => Known.Add((door, what), ready);

    static void Add(string door, string what, Func<Stage, Ask> ready) => Add(door, what, stage => Task.FromResult(ready(stage)));
}
