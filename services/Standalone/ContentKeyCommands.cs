using System.Globalization;
using CptsReferral.Gateway.Sealing;
using Microsoft.Extensions.Options;

namespace CptsReferral.Standalone;

/// <summary>What an administrator does with the keys of the content, beside hosts that go on running.</summary>
static class ContentKeyCommands
{
    /// <summary>A little longer than a host takes to take up a new key.</summary>
    static readonly TimeSpan Lag = TimeSpan.FromSeconds(12);

    /// <summary>Far longer than that.</summary>
    static readonly TimeSpan TakenUp = TimeSpan.FromMinutes(5);

    public static async Task<int> WorkOnKeysAsync(this WebApplication app, KeyWork work)
    {
        try
        {
            await using var scope = app.Services.CreateAsyncScope();
            var keys = scope.ServiceProvider.GetRequiredService<IContentKeys>();
            var done = work switch
            {
                KeyWork.Rotate => await RotateAsync(keys),
                KeyWork.RemoveUnused => await RemoveAsync(keys),
                _ => true,
            };
            await ListAsync(keys);
            return done ? 0 : 1;
        }
        catch (OptionsValidationException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return 1;
        }
    }

    static async Task<bool> RotateAsync(IContentKeys keys)
    {
        Say($"New key {keys.Rotate()}");
        // Hosts take it up within seconds: what they still sealed with the old one meanwhile is found by the next round.
        long before = 0;
        var round = new ContentSealed(0, 0);
        await RoundsAsync();
        // What hosts still sealed with the old key until they took up the new one.
        await Task.Delay(Lag, TimeProvider.System);
        await RoundsAsync();
        Show(before);
        Console.WriteLine();
        if (round.Failed > 0)
            Say($"{round.Failed} rows cannot be opened: their key is missing, or they were altered. The log names them.");
        return round.Failed == 0;

        async Task RoundsAsync()
        {
            do
            {
                round = await keys.SealAgainAsync(so => Show(before + so.Rows), CancellationToken.None);
                before += round.Rows;
            }
            while (round.Rows > 0);
        }
    }

    static async Task<bool> RemoveAsync(IContentKeys keys)
    {
        var removed = await keys.RemoveUnusedAsync(TakenUp, CancellationToken.None);
        foreach (var key in removed)
            Say($"Removed {key}");
        if (removed.Count == 0)
            Say($"Nothing removed: every key is in use, or the newest one is younger than {TakenUp.TotalMinutes} minutes.");
        return true;
    }

    static async Task ListAsync(IContentKeys keys)
    {
        foreach (var line in await keys.ListAsync(CancellationToken.None))
        {
            var made = line.CreatedAt?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "";
            Say($"{line.Id}  {made,-21}{line.Rows,10} rows  {Words(line.State)}");
        }
    }

    static string Words(ContentKeyState state) => state switch
    {
        ContentKeyState.Newest => "seals what is written now",
        ContentKeyState.Used => "in use: --rotate-keys brings its rows under the newest key",
        ContentKeyState.Unused => "unused: --remove-unused-keys removes it",
        ContentKeyState.Missing => "MISSING: its rows cannot be opened without it",
        _ => "not encrypted yet: --rotate-keys does it at once",
    };

    static void Show(long rows) => Console.Write($"\r{rows} rows under the new key");

    static void Say(string line) => Console.WriteLine(line);
}
