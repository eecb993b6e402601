using CptsReferral.Referrals.Content;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Gateway.Canned;

/// <summary>A text that somebody writes again and again, kept under a title. Sealed: nothing stops people from writing about a patient.</summary>
sealed class CannedReply
{
    public Guid Id { get; set; }

    /// <summary>Whose it is; nobody else sees it.</summary>
    public Guid PersonId { get; set; }

    /// <summary>Sealed <see cref="CannedText"/>.</summary>
    public byte[] Content { get; set; } = [];

    /// <summary>The key of <see cref="Content"/>, see <see cref="SealedFormat.KeyOf"/>.</summary>
    public Guid? ContentKey { get => SealedFormat.KeyOf(Content); private set => _ = value; }

    public DateTime CreatedUtc { get; set; }

    public int Version { get; set; }

    public static ContentPlace Place(Guid id) => new("canned-reply", id);
}

/// <summary>What is kept sealed.</summary>
sealed record CannedText(string Title, string Text);

sealed class CannedReplyConfiguration : IEntityTypeConfiguration<CannedReply>
{
    public void Configure(EntityTypeBuilder<CannedReply> builder)
    {
        builder.ToTable("CannedReply");
        builder.HasKey(reply => reply.Id);
        builder.Property(reply => reply.Id).ValueGeneratedNever();
        builder.Property(reply => reply.Version).IsConcurrencyToken();
        builder.HasIndex(reply => new { reply.PersonId, reply.CreatedUtc });
        builder.HasIndex(reply => reply.ContentKey);
    }
}
