namespace CptsReferral.Platform.Messaging;

/// <summary>One dead message, without its content.</summary>
/// <param name="MessageType">URN of the message's type.</param>
/// <param name="Destination">Queue or exchange it was meant for.</param>
/// <param name="FaultType">Type of the last fault; its text is not kept.</param>
public sealed record DeadLetter(
    Guid MessageId, string MessageType, string Destination, Guid? CorrelationId, DateTime StoredUtc, DateTime DeadUtc, string FaultType, int Redeliveries);
