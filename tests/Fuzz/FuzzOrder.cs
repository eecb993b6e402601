namespace CptsReferral.Fuzz;

/// <summary>What is asked for.</summary>
sealed record FuzzOrder(int Requests, int Seed, int Parallel = 8);
