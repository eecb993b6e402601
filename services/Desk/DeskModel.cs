using CptsReferral.Desk.Rota;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Desk;

/// <summary>The table of this room.</summary>
public static class DeskModel
{
    public static void Configure(ModelBuilder model) => model.ApplyConfiguration(new DutyShiftConfiguration());
}
