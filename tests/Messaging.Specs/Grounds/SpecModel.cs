using CptsReferral.Messaging.Specs.Sagas;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Messaging.Specs.Grounds;

public static class SpecModel
{
    public static void Configure(ModelBuilder model)
    {
        model.Entity<Note>(note =>
        {
            note.ToTable("Note");
            note.Property(row => row.Id).ValueGeneratedNever();
            note.Property(row => row.Text).HasMaxLength(200);
        });
        model.Entity<Parcel>(parcel =>
        {
            parcel.ToTable("Parcel");
            parcel.HasKey(row => row.CorrelationId);
            parcel.Property(row => row.CorrelationId).ValueGeneratedNever();
            parcel.Property(row => row.CurrentState).HasMaxLength(40);
            parcel.Property(row => row.Shelf).HasMaxLength(40);
            parcel.Property(row => row.Label).HasMaxLength(4000);
            parcel.HasIndex(row => row.Number).IsUnique();
            parcel.Property(row => row.Version).IsConcurrencyToken();
        });
    }
}
