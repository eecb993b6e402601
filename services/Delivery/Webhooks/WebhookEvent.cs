using System.Text.Json;
using System.Text.Json.Serialization;
using CptsReferral.Delivery.Notices;

namespace CptsReferral.Delivery.Webhooks;

/// <summary>The body of a webhook: ids, codes and times. What happened in substance is read through the API, by somebody who may.</summary>
/// <param name="Id">The notice: the same in every repeat.</param>
/// <param name="Type">Such as <c>referral.answer</c>.</param>
sealed record WebhookEvent(Guid Id, string Type, WebhookReferral Referral, string Lane, DateTimeOffset OccurredAt)
{
    public static WebhookEvent Of(Letter letter) => new(
        letter.Notice.Id,
        $"referral.{letter.Notice.Kind.Code()}",
        new WebhookReferral(letter.Notice.ReferralId, letter.Reference, letter.Link),
        letter.Notice.Lane,
        new DateTimeOffset(letter.Notice.OccurredUtc, TimeSpan.Zero));

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, WebhookJson.Default.WebhookEvent);
}

/// <summary>Which request it is about.</summary>
sealed record WebhookReferral(Guid Id, string Reference, Uri Url);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(WebhookEvent))]
sealed partial class WebhookJson : JsonSerializerContext;
