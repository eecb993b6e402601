namespace CptsReferral.Support;

/// <summary>The runner knows the start of its message and reports a skip.</summary>
public sealed class SpecSkippedException(string message) : Exception(message);
