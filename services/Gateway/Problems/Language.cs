namespace CptsReferral.Gateway.Problems;

/// <summary>French unless the caller prefers English.</summary>
static class Language
{
    public const string French = "fr";
    public const string English = "en";

    public static string Of(HttpContext context)
    {
        foreach (var language in context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1))
        {
            if (language.Value.StartsWith(English, StringComparison.OrdinalIgnoreCase))
                return English;
            if (language.Value.StartsWith(French, StringComparison.OrdinalIgnoreCase))
                return French;
        }

        return French;
    }
}
