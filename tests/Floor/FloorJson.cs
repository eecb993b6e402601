using System.Text.Json;
using System.Text.Json.Serialization;
using CptsReferral.Floor.Api;
using CptsReferral.Floor.Stores;

namespace CptsReferral.Floor;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(SubmitReferral))]
[JsonSerializable(typeof(Accepted))]
[JsonSerializable(typeof(Referral))]
[JsonSerializable(typeof(IReadOnlyList<WorklistEntry>))]
sealed partial class FloorJson : JsonSerializerContext;
