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

    public DateTime CreatedUtc { get; set; }

    public int Version { get; set; }
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
    }
}
