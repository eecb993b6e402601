using Microsoft.Extensions.Localization;

namespace CptsReferral.Gateway.Portal.Wording;

/// <summary>What people call a function. A function that a CPTS made up itself is shown as its code.</summary>
sealed class FunctionNames(IStringLocalizer<WordingTexts> texts)
{
    public string Say(string function) => texts["Function." + function] is { ResourceNotFound: false } known ? known : function;
}
