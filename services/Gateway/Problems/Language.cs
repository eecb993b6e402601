namespace CptsReferral.Gateway.Problems;

/// <summary>French unless the caller prefers English.</summary>
static class Language
{
    public static string Of(HttpContext context)
    {
        foreach (var language in context.Request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1))
        {
            if (language.Value.StartsWith("en", StringComparison.OrdinalIgnoreCase))
                return "en";
            if (language.Value.StartsWith("fr", StringComparison.OrdinalIgnoreCase))
                return "fr";
        }

        return "fr";
    }
}
