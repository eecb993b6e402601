namespace CptsReferral.EndToEnd.Specs.Observability;

/// <summary>Reads just enough PromQL to say which metrics an expression names.</summary>
static class PromQl
{
    static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "and", "or", "unless", "bool", "offset", "inf", "nan", "start", "end",
        "sum", "min", "max", "avg", "group", "stddev", "stdvar", "count", "count_values", "bottomk", "topk", "quantile",
    };

    /// <summary>Words whose brackets hold labels, not expressions.</summary>
    static readonly HashSet<string> LabelLists = new(StringComparer.OrdinalIgnoreCase)
    {
        "by", "without", "on", "ignoring", "group_left", "group_right",
    };

    public static HashSet<string> Metrics(string expression)
    {
        var metrics = new HashSet<string>(StringComparer.Ordinal);
        var at = 0;
        while (at < expression.Length)
        {
            var letter = expression[at];
            if (letter is '"' or '\'' or '`')
            {
                at = AfterString(expression, at);
            }
            else if (letter is '{')
            {
                at = AfterBraces(expression, at);
            }
            else if (letter is '[')
            {
                at = expression.IndexOf(']', at) + 1;
            }
            else if (char.IsAsciiDigit(letter))
            {
                at = AfterWord(expression, at);
            }
            else if (IsWordLetter(letter))
            {
                var end = AfterWord(expression, at);
                var word = expression[at..end];
                at = end;
                if (LabelLists.Contains(word))
                {
                    at = Next(expression, at) == '(' ? expression.IndexOf(')', at) + 1 : at;
                }
                else if (!Words.Contains(word) && Next(expression, at) != '(')
                {
                    metrics.Add(word);
                }
            }
            else
            {
                at++;
            }
        }

        return metrics;
    }

    static bool IsWordLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or ':';

    static int AfterWord(string text, int at)
    {
        while (at < text.Length && IsWordLetter(text[at]))
        {
            at++;
        }

        return at;
    }

    static int AfterString(string text, int at)
    {
        var quote = text[at++];
        while (at < text.Length && text[at] != quote)
        {
            at += text[at] == '\\' ? 2 : 1;
        }

        return at + 1;
    }

    static int AfterBraces(string text, int at)
    {
        while (at < text.Length && text[at] != '}')
        {
            at = text[at] is '"' or '\'' ? AfterString(text, at) : at + 1;
        }

        return at + 1;
    }

    static char Next(string text, int at) => text[at..].TrimStart().FirstOrDefault();
}
