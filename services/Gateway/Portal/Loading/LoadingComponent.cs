using Microsoft.AspNetCore.Components;

namespace CptsReferral.Gateway.Portal.Loading;

/// <summary>
/// A component that reads or writes the database. While one of them waits for a server's reply the renderer goes on with the next, the header beside
/// the page, a part before its page has all it needs: these take turns instead. What only shows what it is given needs no turn.
/// </summary>
public abstract class LoadingComponent : ComponentBase, IHandleEvent
{
    [Inject] private protected ComponentTurn Turn { get; set; } = null!;

    public override Task SetParametersAsync(ParameterView parameters)
    {
        // They can be read only now; what they set is the latest when the turn comes.
        parameters.SetParameterProperties(this);
        return Turn.TakeAsync(() => base.SetParametersAsync(ParameterView.Empty));
    }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem callback, object? arg)
    {
        await Turn.TakeAsync(() => callback.InvokeAsync(arg));
        StateHasChanged();
    }
}
