using CptsReferral.Delivery.Notices;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Delivery;

/// <summary>The tables of this room.</summary>
public static class DeliveryModel
{
    public static void Configure(ModelBuilder model) => model.ApplyConfiguration(new NoticeConfiguration());
}
