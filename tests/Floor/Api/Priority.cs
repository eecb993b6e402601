using System.Text.Json.Serialization;

namespace CptsReferral.Floor.Api;

[JsonConverter(typeof(JsonStringEnumConverter<Priority>))]
enum Priority
{
    [JsonStringEnumMemberName("routine")]
    Routine,

    [JsonStringEnumMemberName("urgent")]
    Urgent,
}
