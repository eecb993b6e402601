using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace CptsReferral.Platform.Messaging.Consuming;

/// <summary>
/// The messages that one endpoint has in hand. Those that come while others are being handled are handled together, in one unit: one question, one save and
/// one commit for all of them. A message that comes alone waits for nobody.
/// </summary>
/// <param name="provider">Where units come from.</param>
/// <param name="atMost">Messages of one unit.</param>
/// <param name="units">Units at once.</param>
internal sealed class Gathering(IServiceProvider provider, int atMost, int units)
{
    private readonly Lock _lock = new();
    private readonly List<Arrival> _waiting = [];
    private readonly HashSet<Guid> _subjects = [];
    private int _leaders;

    /// <summary>Ends when the message is handled, and what it caused is committed.</summary>
    /// <exception cref="Exception">Whatever the handler or the commit failed with, of this message and of no other.</exception>
    public Task HandleAsync(Arrival arrival)
    {
        if (Join(arrival))
        {
            // Whoever leads works for others too: not in the flow of the one who came first.
            using (ExecutionContext.SuppressFlow())
                _ = Task.Run(LeadAsync);
        }

        // Whoever gives up waiting has not undone it: a copy of what was handled changes nothing.
        return arrival.Handled.WaitAsync(arrival.Context.CancellationToken);
    }

    /// <returns>Whether somebody is needed who leads.</returns>
    private bool Join(Arrival arrival)
    {
        lock (_lock)
        {
            _waiting.Add(arrival);
            if (_leaders == units)
                return false;
            _leaders++;
            return true;
        }
    }

    private async Task LeadAsync()
    {
        while (Take() is { Count: > 0 } together)
        {
            try
            {
                await HandleAsync(together);
                together.ForEach(arrival => arrival.Succeed());
            }
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                if (together is [var alone])
                    alone.Fail(fault);
                else
                    // Nothing of it was done. Whose fault it was shows when each is handled by itself.
                    HandleAlone(together);
            }

            LetGo(together);
        }
    }

    // None when nothing is left that may be begun; then the leader is one no more.
    private List<Arrival> Take()
    {
        lock (_lock)
        {
            var taken = new List<Arrival>();
            for (var next = 0; next < _waiting.Count && taken.Count < atMost; next++)
            {
                var arrival = _waiting[next];
                if ((arrival.Alone && taken.Count > 0) || !_subjects.Add(arrival.Subject))
                    continue;
                taken.Add(arrival);
                if (arrival.Alone)
                    break;
            }

            _waiting.RemoveAll(taken.Contains);
            if (taken.Count == 0)
                _leaders--;
            return taken;
        }
    }

    private async Task HandleAsync(List<Arrival> together)
    {
        var scope = provider.CreateScope();
        await using var ends = (IAsyncDisposable)scope;
        await scope.ServiceProvider.GetRequiredService<HandlingUnit>().HandleAsync(together, scope, together[0].Context.CancellationToken);
    }

    private void HandleAlone(List<Arrival> together)
    {
        lock (_lock)
        {
            together.ForEach(arrival => arrival.Alone = true);
            _waiting.InsertRange(0, together);
        }
    }

    private void LetGo(List<Arrival> together)
    {
        lock (_lock)
            together.ForEach(arrival => _subjects.Remove(arrival.Subject));
    }
}
