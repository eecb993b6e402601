namespace CptsReferral.Messaging.Specs.Grounds;

public sealed record Ping(int Number);

public sealed record Pong(int Number);

public sealed record Alarm(int Number);

public sealed record Letter(Guid ReferralId, int Number);
