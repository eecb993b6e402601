using System.Text;
using System.Text.Json;
using CptsReferral.Referrals.Lanes;
using CptsReferral.Support.Api;

namespace CptsReferral.Benchmarks.Load;

/// <summary>Requests of 2 KB about invented people, made before anything is measured.</summary>
static class Bodies
{
    const int Bytes = 2048;
    const int People = 500;

    static readonly string[] Syllables = ["BA", "RO", "LI", "MEN", "DU", "VAL", "TIER", "SOU", "CHE", "NAR"];

    static readonly JsonElement Lane = JsonSerializer.SerializeToElement(ShippedLanes.All.Single(lane => lane.Code == "cardiology"), LaneJson.Options);

    static readonly Lazy<byte[][]> All = new(() => [.. Enumerable.Range(0, People).Select(Make)]);

    /// <summary>The body of the nth request.</summary>
    public static byte[] Of(int number) => All.Value[number % People];

    static byte[] Make(int number)
    {
        var body = Requests.For(Lane);
        var name = $"{Syllables[number % 10]}{Syllables[number / 10 % 10]}{Syllables[number / 100 % 10]}-FICTIF";
        body["patient"]!["birthName"] = name;
        body["patient"]!["birthDate"] = $"19{40 + (number % 50)}-0{1 + (number % 9)}-1{number % 10}";
        body["context"] = "";
        var missing = Bytes - Encoding.UTF8.GetByteCount(body.ToJsonString());
        body["context"] = string.Concat(Enumerable.Repeat("Contexte imaginaire. ", (missing / 21) + 1))[..missing];
        return Encoding.UTF8.GetBytes(body.ToJsonString());
    }
}
