using CptsReferral.Delivery;
using CptsReferral.Gateway;
using CptsReferral.Platform.Messaging;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Routing;

namespace CptsReferral.Standalone;

/// <summary>The whole model: what one process needs, and what migrations describe.</summary>
public static class AllTables
{
    public static ModelPart[] Parts { get; } =
        [ReferralsModel.Configure, GatewayModel.Configure, RoutingModel.Configure, DeliveryModel.Configure, MessagingModel.Configure];
}
