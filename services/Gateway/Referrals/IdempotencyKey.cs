using System.Buffers;

namespace CptsReferral.Gateway.Referrals;

/// <summary>The header that makes posting safe on a bad line. Required: who retries without it posts twice.</summary>
sealed record IdempotencyKey(string? Value)
{
    static readonly SearchValues<char> Visible = SearchValues.Create([.. Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c)]);

    /// <summary>The key, without a value where the text cannot be one.</summary>
    public static IdempotencyKey Of(string? text) =>
        new(text?.Length is > 0 and <= IdempotencyRecord.KeyLength && !text.AsSpan().ContainsAnyExcept(Visible) ? text : null);

    public static ValueTask<IdempotencyKey?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<IdempotencyKey?>(Of(context.Request.Headers["Idempotency-Key"].ToString()));
}
