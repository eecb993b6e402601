using System.Globalization;
using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Portal.Texts;

static class LaneTextLanguage
{
    /// <summary>The words in the language of the page.</summary>
    public static string InThisLanguage(this LaneText text) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr" ? Unbroken(text.Fr) : text.En;

    /// <summary>What is wrong, in the language of the page.</summary>
    public static string InThisLanguage(this Fault fault) => new LaneText(fault.French, fault.English).InThisLanguage();

    // Whoever writes a lane types a plain space before a French sign, which would then begin a line.
    static string Unbroken(string french) => french
        .Replace(" ?", "\u00a0?", StringComparison.Ordinal).Replace(" !", "\u00a0!", StringComparison.Ordinal).Replace(" :", "\u00a0:", StringComparison.Ordinal)
        .Replace(" ;", "\u00a0;", StringComparison.Ordinal).Replace(" »", "\u00a0»", StringComparison.Ordinal).Replace("« ", "«\u00a0", StringComparison.Ordinal);
}
