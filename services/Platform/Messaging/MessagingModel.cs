using CptsReferral.Platform.Messaging.Journal;
using CptsReferral.Platform.Messaging.Strays;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Platform.Messaging;

/// <summary>The tables of the message journal. <c>AddMessaging</c> brings them; migrations name them.</summary>
public static class MessagingModel
{
    public static void Configure(ModelBuilder model)
    {
        model.ApplyConfiguration(new OutboxMessageConfiguration());
        model.ApplyConfiguration(new HandledMessageConfiguration());
        model.ApplyConfiguration(new StrayMessageConfiguration());
    }
}
