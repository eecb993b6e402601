namespace CptsReferral.Gateway.Portal.Loading;

/// <summary>Whose turn it is among the components of one request. They share one database context, which does one thing at a time.</summary>
sealed class ComponentTurn : IDisposable
{
    readonly SemaphoreSlim free = new(1, 1);

    public async Task TakeAsync(Func<Task> work)
    {
        await free.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose() => free.Dispose();
}
