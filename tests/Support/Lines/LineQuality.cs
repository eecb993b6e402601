namespace CptsReferral.Support.Lines;

/// <summary>What a line does to packets.</summary>
/// <param name="BytesPerSecond">What passes, each way.</param>
/// <param name="ShareLost">Packets that never arrive, of one.</param>
/// <param name="Distance">How long a packet is under way, one way.</param>
/// <param name="LongestQueue">How long it may wait for its turn; what would wait longer is lost.</param>
public sealed record LineQuality(double BytesPerSecond, double ShareLost, TimeSpan Distance, TimeSpan LongestQueue);
