using Microsoft.AspNetCore.Components;

namespace CptsReferral.Gateway.Portal.Loading;

/// <summary>
/// A component that reads or writes the database. While one of them waits for a server's reply the renderer goes on with the next, such as the header
/// beside the page: these take turns instead, and none is shown before it has all that it reads. What only shows what it is given needs no turn.
/// </summary>
public abstract class LoadingComponent : ComponentBase, IHandleEvent
{
    bool loaded;

    [Inject] private protected ComponentTurn Turn { get; set; } = null!;

    /// <summary>The life of a component as its base class has it, but for a first rendering of what is half there.</summary>
    public override Task SetParametersAsync(ParameterView parameters)
    {
        // They can be read only now; what they set is the latest when the turn comes.
        parameters.SetParameterProperties(this);
        return Turn.TakeAsync(LoadAsync);
    }

    async Task IHandleEvent.HandleEventAsync(EventCallbackWorkItem callback, object? arg)
    {
        await Turn.TakeAsync(() => callback.InvokeAsync(arg));
        StateHasChanged();
    }

    async Task LoadAsync()
    {
        if (!loaded)
        {
            loaded = true;
            OnInitialized();
            await OnInitializedAsync();
        }

        OnParametersSet();
        await OnParametersSetAsync();
        StateHasChanged();
    }
}
