namespace CptsReferral.Gateway.Referrals;

/// <summary>Longest texts, in characters.</summary>
static class TextLength
{
    public const int Reason = 200;
    public const int Text = 4000;
    public const int Answer = 16000;
}
