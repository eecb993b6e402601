namespace CptsReferral.Gateway.Portal.Coordination.Calls;

/// <summary>A telephone number as a phone dials it.</summary>
static class Dial
{
    public static string Number(string phone) => new([.. phone.Where(c => char.IsAsciiDigit(c) || c == '+')]);
}
