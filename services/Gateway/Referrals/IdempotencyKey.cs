using System.Buffers;

namespace CptsReferral.Gateway.Referrals;

/// <summary>The header that makes posting safe on a bad line. Required: who retries without it posts twice.</summary>
sealed record IdempotencyKey(string? Value)
{
    static readonly SearchValues<char> Visible = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c)]);

    public static ValueTask<IdempotencyKey?> BindAsync(HttpContext context)
    {
        var value = context.Request.Headers["Idempotency-Key"].ToString();
        var usable = value.Length is > 0 and <= IdempotencyRecord.KeyLength && !value.AsSpan().ContainsAnyExcept(Visible);
        return ValueTask.FromResult<IdempotencyKey?>(new IdempotencyKey(usable ? value : null));
    }
}
