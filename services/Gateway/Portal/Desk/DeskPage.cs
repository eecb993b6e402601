using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Portal.Forms;
using CptsReferral.Gateway.Portal.Loading;
using CptsReferral.Gateway.Problems;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Referrals.Refusals;
using Microsoft.AspNetCore.Components;

namespace CptsReferral.Gateway.Portal.Desk;

/// <summary>A page on which the desk makes one move of one referral. Who may not make it now is led to the referral's own page, which says why;
/// but whoever has typed something gets it back with the reason, whatever happened meanwhile.</summary>
public abstract class DeskPage : LoadingComponent
{
    [Parameter] public Guid Id { get; set; }

    [CascadingParameter] private protected HttpContext Http { get; set; } = null!;

    [CascadingParameter] private protected Caller Caller { get; set; } = null!;

    [Inject] private protected ReferralViews Views { get; set; } = null!;

    [Inject] private protected LaneCatalogue Catalogue { get; set; } = null!;

    [Inject] private protected DeskWork Desk { get; set; } = null!;

    [Inject] private protected NavigationManager Addresses { get; set; } = null!;

    /// <summary>Null when there is nothing to show: another page comes, or none.</summary>
    private protected ReferralView? View { get; private set; }

    /// <summary>The version of the lane that the referral keeps.</summary>
    private protected LaneDocument Lane { get; private set; } = null!;

    private protected PostedForm Form { get; set; } = PostedForm.Empty;

    private protected IReadOnlyList<Fault> Faults { get; private set; } = [];

    private protected CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>Whether the referral stands so that the caller can make this move.</summary>
    private protected abstract bool IsPossible(ReferralView view);

    private protected virtual Task OnReadAsync(ReferralView view) => Task.CompletedTask;

    protected override async Task OnInitializedAsync()
    {
        if (!(await Views.ReadAsync(Id, Caller, Cancellation)).Succeeded(out var view, out var refusal))
        {
            Http.Response.StatusCode = Problem.StatusOf(refusal);
            return;
        }

        Lane = (await Catalogue.GetAsync(view.Lane, view.LaneVersion, Cancellation))!;
        var posted = HttpMethods.IsPost(Http.Request.Method);
        if (!Caller.IsOnDesk(Lane) || (!posted && !IsPossible(view)))
        {
            Addresses.NavigateTo($"/referrals/{Id}");
            return;
        }

        if (posted)
            Form = PostedForm.Of(await Http.Request.ReadFormAsync(Cancellation));
        await OnReadAsync(view);
        View = view;
    }

    /// <summary>Goes on when the move was made, shows the reasons when it was not.</summary>
    private protected void Finish(Outcome<ReferralView> outcome, string address)
    {
        if (outcome.Refusal is null)
            Addresses.NavigateTo(address);
        else
            Show(outcome.Refusal);
    }

    private protected void Show(Refusal refusal)
    {
        Faults = refusal.AsFaults();
        Http.Response.StatusCode = Problem.StatusOf(refusal);
    }

    private protected bool IsHeldByMe(ReferralView view, ReferralStatus status) => view.Status == status && view.Holder?.Id == Caller.PersonId;

    private protected bool IsFreeOrMine(ReferralView view) => view.Status == ReferralStatus.Queued || IsHeldByMe(view, ReferralStatus.Claimed);
}
