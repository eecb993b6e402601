namespace CptsReferral.Floor;

static class Lanes
{
    public static readonly string[] All = ["cardiology", "dermatology", "ecg", "imaging", "oncology"];

    public static bool Knows(string lane) => All.Contains(lane, StringComparer.Ordinal);
}
