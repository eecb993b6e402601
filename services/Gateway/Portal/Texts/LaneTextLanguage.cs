using System.Globalization;

using CptsReferral.Referrals.Lanes;

namespace CptsReferral.Gateway.Portal.Texts;

static class LaneTextLanguage
{
    /// <summary>The words in the language of the page.</summary>
    public static string InThisLanguage(this LaneText text) => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "fr" ? text.Fr : text.En;

    /// <summary>What is wrong, in the language of the page.</summary>
    public static string InThisLanguage(this Fault fault) => new LaneText(fault.French, fault.English).InThisLanguage();
}
