using System.Text.Json;
using BenchmarkDotNet.Attributes;
using CptsReferral.Benchmarks.Load;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Sealing;
using CptsReferral.Gateway.Validation;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Clocks;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.Lanes;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CptsReferral.Benchmarks.Allocations;

/// <summary>What one accepted request costs in time and memory before it reaches the database, step by step.</summary>
[MemoryDiagnoser]
public class AcceptedRequest
{
    static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };
    static readonly DateTime Now = new(2026, 11, 24, 9, 30, 0, DateTimeKind.Utc);
    static readonly Actor Requester = new(Guid.CreateVersion7(), "general-practitioner");

    readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("cpts-bench-keys-");
    readonly byte[] body = Bodies.Of(0);
    readonly LaneDocument lane = ShippedLanes.All.Single(lane => lane.Code == "cardiology");
    readonly Guid id = Referral.NewId(Now);
    SubmitReferral request = null!;
    RequestContent content = null!;
    KeyRing keys = null!;
    ProtectedSeal seal = null!;
    SearchKey search = null!;
    byte[] stored = [];

    [GlobalSetup]
    public void Prepare()
    {
        keys = new KeyRing(Options.Create(new ContentOptions { KeysDirectory = folder.FullName }), new KeyRingSource(NullLoggerFactory.Instance), TimeProvider.System);
        seal = new ProtectedSeal(keys, new PlainContent(keys));
        search = new SearchKey(keys);
        request = JsonSerializer.Deserialize<SubmitReferral>(body, Web)!;
        var patient = request.Patient!;
        content = new RequestContent(
            new PatientIdentity(patient.BirthName!, patient.GivenNames!, patient.BirthDate!.Value, patient.Sex!, null, null, patient.Phone),
            request.Question!,
            request.Context,
            new Consent(Given: true, At: null),
            request.Answers ?? [],
            []);
        stored = seal.SealJson(content, ContentPlace.Request(id));
    }

    [GlobalCleanup]
    public void Remove() => folder.Delete(recursive: true);

    [Benchmark(Description = "read 2 KB of JSON")]
    public object Read() => JsonSerializer.Deserialize<SubmitReferral>(body, Web)!;

    [Benchmark(Description = "validate against the lane")]
    public object? Validate()
    {
        var faults = new Faults([]);
        SubmitValidation.Check(request, lane, DateOnly.FromDateTime(Now), faults);
        return faults.Refusal;
    }

    [Benchmark(Description = "seal the content")]
    public byte[] Seal() => seal.SealJson(content, ContentPlace.Request(id));

    [Benchmark(Description = "open it again")]
    public object Open() => seal.OpenJson<RequestContent>(stored, ContentPlace.Request(id));

    [Benchmark(Description = "a token of the blind index")]
    public long Token() => search.Token("name", "BARO-FICTIF");

    [Benchmark(Description = "make the referral, its clock and its fact")]
    public object Submit() => Referral.Submit(
        new NewReferral(id, lane.Code, lane.Version, Priority.Routine, request.Indication!, Requester.PersonId!.Value, Requester, stored), lane.Clock, Now);

    [Benchmark(Description = "read the clock")]
    public object Clock() => ReferralClock.Read(lane.Clock, Facts, Now);

    ClockFacts Facts { get; } = Referral.Submit(
        new NewReferral(Referral.NewId(Now), "cardiology", 1, Priority.Routine, "", Requester.PersonId!.Value, Requester, []),
        ShippedLanes.All.Single(lane => lane.Code == "cardiology").Clock,
        Now).ClockFacts;
}
