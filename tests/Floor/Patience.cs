using System.Data.Common;
using RabbitMQ.Client.Exceptions;

namespace CptsReferral.Floor;

/// <summary>A database or a broker that is away costs time, not messages: what was not done is done again.</summary>
sealed class Patience(TimeProvider time)
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public async Task UntilDoneAsync(Func<Task> step, CancellationToken cancellation)
    {
        while (true)
        {
            try
            {
                await step();
                return;
            }
            catch (Exception fault) when (PassesAway(fault) && !cancellation.IsCancellationRequested)
            {
                // The type alone: what a database says may repeat what stands in a row.
                await Console.Error.WriteLineAsync($"Once more, after {fault.GetType().Name}.");
                await Task.Delay(Pause, time, cancellation);
            }
        }
    }

    // A connection that breaks cancels what waits for it.
    static bool PassesAway(Exception fault) => fault is DbException or RabbitMQClientException or IOException or TimeoutException or OperationCanceledException;
}
