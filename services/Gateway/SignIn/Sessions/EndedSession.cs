using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CptsReferral.Gateway.SignIn.Sessions;

/// <summary>
/// A session that somebody signed out of before its time. The cookie carries the session, so a copy of it would live on: this row ends it.
/// Kept no longer than a session can last.
/// </summary>
sealed class EndedSession
{
    public Guid Id { get; set; }

    public DateTime EndedUtc { get; set; }
}

sealed class EndedSessionConfiguration : IEntityTypeConfiguration<EndedSession>
{
    public void Configure(EntityTypeBuilder<EndedSession> builder)
    {
        builder.ToTable("EndedSession");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.HasIndex(s => s.EndedUtc);
    }
}
