using CptsReferral.Drills.Shapes;

namespace CptsReferral.Drills.Faults;

/// <summary>The mail server is not there, or says nothing, or takes nothing, or takes everything and hangs up before it says so.</summary>
sealed class MailFails : Fault
{
    bool isDown;

    public override string Kind => "mail";

    public override string Place => "mail";

    public override async Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        var how = chance.Next(4);
        isDown = how == 0;
        await (how switch
        {
            0 => board.Mail.GoDownAsync(),
            1 => board.Mail.IsSilentAsync(),
            2 => board.Mail.IsBusyAsync(),
            _ => board.Mail.HangsUpAsync(),
        });
        return how switch { 0 => "refuses connections", 1 => "is silent", 2 => "is busy", _ => "takes mails twice" };
    }

    public override Task HealAsync(Board board, CancellationToken cancellation) => isDown ? board.Mail.ComeUpAsync(cancellation) : board.Mail.IsWellAsync();
}

/// <summary>The software of a requester says nothing to the switchboard's calls, or refuses them.</summary>
sealed class WebhookFails : Fault
{
    public override string Kind => "webhook";

    public override string Place => "webhook";

    public override Task<string> StrikeAsync(Board board, Random chance, CancellationToken cancellation)
    {
        var isSilent = chance.Next(2) == 0;
        if (isSilent)
            board.Webhook.HangsAlways();
        else
            board.Webhook.RefusesAll(500);
        return Task.FromResult(isSilent ? "is silent" : "answers 500");
    }

    public override Task HealAsync(Board board, CancellationToken cancellation)
    {
        board.Webhook.IsWell();
        return Task.CompletedTask;
    }
}
