using CptsReferral.Referrals.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Gateway.BreakGlass;

/// <summary>Somebody whom a request does not concern opened it in an emergency: for how long, why, and what the officer thought of it afterwards.</summary>
sealed class BreakGlassOpening
{
    public Guid Id { get; set; }

    /// <summary>The id, as lists are sorted by it.</summary>
    public string SortKey { get; set; } = "";

    public Guid ReferralId { get; set; }

    public Guid PersonId { get; set; }

    /// <summary>The person's function at that moment.</summary>
    public string Function { get; set; } = "";

    /// <summary>Of this person, counted from 1. Whoever opens twice at once makes the same number twice, and the database takes one: neither the limit of
    /// an hour nor "you can read this already" is got round by haste.</summary>
    public int Number { get; set; }

    public BreakGlassReason Reason { get; set; }

    /// <summary>In their words, sealed; null once the content of the request was erased.</summary>
    public byte[]? Justification { get; set; }

    /// <summary>The key of <see cref="Justification"/>, see <see cref="SealedFormat.KeyOf"/>.</summary>
    public Guid? JustificationKey { get => SealedFormat.KeyOf(Justification); private set => _ = value; }

    public DateTime OpenedUtc { get; set; }

    /// <summary>From then on it is closed to them again.</summary>
    public DateTime UntilUtc { get; set; }

    /// <summary>Null as long as nobody reviewed it.</summary>
    public BreakGlassVerdict? Verdict { get; set; }

    public DateTime? ReviewedUtc { get; set; }

    public Guid? ReviewedBy { get; set; }

    /// <summary>What the officer noted, sealed.</summary>
    public byte[]? ReviewNote { get; set; }

    /// <summary>The key of <see cref="ReviewNote"/>, see <see cref="SealedFormat.KeyOf"/>.</summary>
    public Guid? ReviewNoteKey { get => SealedFormat.KeyOf(ReviewNote); private set => _ = value; }

    public int Version { get; set; }

    public static ContentPlace JustificationPlace(Guid id) => new("break-glass-justification", id);

    public static ContentPlace ReviewNotePlace(Guid id) => new("break-glass-review", id);
}

/// <summary>Why it had to be opened. Names are stored.</summary>
public enum BreakGlassReason
{
    /// <summary>Life or function is at stake.</summary>
    VitalEmergency,

    /// <summary>Whoever the request concerns is away, and care cannot wait for them.</summary>
    ContinuityOfCare,

    /// <summary>The patient is here and asks that it be read.</summary>
    PatientPresent,
}

/// <summary>What the data-protection officer found. Names are stored.</summary>
public enum BreakGlassVerdict
{
    Justified,
    NotJustified,
}

sealed class BreakGlassOpeningConfiguration : IEntityTypeConfiguration<BreakGlassOpening>
{
    public void Configure(EntityTypeBuilder<BreakGlassOpening> builder)
    {
        builder.ToTable("BreakGlassOpening");
        builder.HasKey(o => o.Id);
        builder.Property(o => o.Id).ValueGeneratedNever();
        builder.Property(o => o.SortKey).HasMaxLength(32).IsUnicode(false).IsFixedLength();
        builder.Property(o => o.Function).HasMaxLength(64).IsUnicode(false);
        builder.Property(o => o.Reason).HasConversion<string>().HasMaxLength(32).IsUnicode(false);
        builder.Property(o => o.Verdict).HasConversion<string>().HasMaxLength(16).IsUnicode(false);
        builder.Property(o => o.Version).IsConcurrencyToken();
        builder.HasIndex(o => o.SortKey).IsUnique();
        builder.HasIndex(o => new { o.PersonId, o.Number }).IsUnique();
        builder.HasIndex(o => new { o.PersonId, o.ReferralId, o.UntilUtc });
        builder.HasIndex(o => o.ReferralId);
        builder.HasIndex(o => new { o.ReviewedUtc, o.OpenedUtc });
        builder.HasIndex(o => o.JustificationKey);
        builder.HasIndex(o => o.ReviewNoteKey);
    }
}
