using System.IO.Compression;
using System.Text.Json;
using CptsReferral.Gateway.Attachments;
using CptsReferral.Gateway.BreakGlass;
using CptsReferral.Gateway.Callers;
using CptsReferral.Gateway.Readings;
using CptsReferral.Gateway.Referrals;
using CptsReferral.Gateway.Search;
using CptsReferral.Platform.Persistence;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Attachments;
using CptsReferral.Referrals.Content;
using CptsReferral.Referrals.People;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.PatientCopies;

sealed class PatientCopy(
    CptsDbContext db, PatientIndex index, ReferralViews views, ReferralReaders readers, BreakGlassReviews emergencies, IContentSeal seal, ContentAccessLog readings, IOptions<JsonOptions> json) : IPatientCopy
{
    readonly JsonSerializerOptions indented = new(json.Value.SerializerOptions) { WriteIndented = true };

    public async Task<PatientCopyResult> WriteAsync(string patient, string officer, Func<Stream> archive, CancellationToken cancellation)
    {
        if (await OfficerAsync(officer, cancellation) is not { } caller)
            return new PatientCopyResult(PatientCopyOutcome.NoOfficer, 0, 0);
        var query = PatientQuery.Of(patient);
        var found = await FindAsync(query, cancellation);
        var people = found.Select(one => one.Patient).Distinct(SamePatient.Instance).Count();
        // An INS is one person's, however their names were written.
        if (people == 0 || (people > 1 && !query.IsByIns))
            return new PatientCopyResult(people == 0 ? PatientCopyOutcome.NobodyFound : PatientCopyOutcome.SeveralPatients, people, 0);

        // Written down before anything leaves, as every reading.
        foreach (var (referral, _) in found)
            await readings.WriteAsync(caller, ContentAccessKind.Export, referral.Id, cancellation);
        await using var zip = new ZipArchive(archive(), ZipArchiveMode.Create);
        await WriteAsync(zip, "referrals.json", await ReferralsAsync(found, cancellation), cancellation);
        return new PatientCopyResult(PatientCopyOutcome.Written, found.Count, await WriteFilesAsync(zip, found, cancellation));
    }

    async Task<Caller?> OfficerAsync(string email, CancellationToken cancellation) =>
        await db.Set<Person>().AsNoTracking().Where(person => person.Email == email && person.Active && person.Function == Functions.DataProtectionOfficer).FirstOrDefaultAsync(cancellation)
            is { } person ? new Caller(person.Id, person.Function) : null;

    // In the archive or not; of what was erased nothing is left to find.
    async Task<List<(Referral Referral, PatientIdentity Patient)>> FindAsync(PatientQuery query, CancellationToken cancellation)
    {
        var may = await index.Narrow(db.Set<Referral>().AsNoTracking().Where(r => r.ErasedUtc == null), query).OrderBy(r => r.SortKey).ToListAsync(cancellation);
        return
        [
            .. may.Select(referral => (referral, seal.OpenJson<RequestContent>(referral.Content, ContentPlace.Request(referral.OriginId)).Patient))
                // A reference finds one request, and would leave the others out.
                .Where(one => one.referral.Reference != query.Reference && query.Fits(one.referral, one.Patient)),
        ];
    }

    async Task<List<CopiedReferral>> ReferralsAsync(List<(Referral Referral, PatientIdentity Patient)> found, CancellationToken cancellation)
    {
        var copied = new List<CopiedReferral>(found.Count);
        foreach (var (referral, _) in found)
            copied.Add(new CopiedReferral(await views.CopyAsync(referral.Id, cancellation), await readers.OfAsync(referral.Id, cancellation), await emergencies.OfReferralAsync(referral.Id, cancellation)));
        return copied;
    }

    async Task<int> WriteFilesAsync(ZipArchive zip, List<(Referral Referral, PatientIdentity Patient)> found, CancellationToken cancellation)
    {
        var origins = found.ConvertAll(one => one.Referral.OriginId);
        var files = await db.Set<Attachment>().AsNoTracking()
            .Where(file => file.ReferralId != null && db.Set<Referral>().Where(r => origins.Contains(r.OriginId)).Select(r => r.Id).Contains(file.ReferralId.Value)).OrderBy(file => file.Id).ToListAsync(cancellation);
        foreach (var file in files)
        {
            var stored = await db.Set<AttachmentContent>().AsNoTracking().Where(content => content.AttachmentId == file.Id).Select(content => content.Content).SingleAsync(cancellation);
            // The id in front: two may have one name, and none may lead out of the folder where they are unpacked.
            var name = Path.GetFileName(AttachmentView.Of(file, seal).FileName.Replace('\\', '/'));
            await using var entry = await zip.CreateEntry($"files/{file.Id}-{name}").OpenAsync(cancellation);
            await entry.WriteAsync(seal.Open(stored, ContentPlace.File(file.Id)), cancellation);
        }

        return files.Count;
    }

    async Task WriteAsync<T>(ZipArchive zip, string name, T content, CancellationToken cancellation)
    {
        await using var entry = await zip.CreateEntry(name).OpenAsync(cancellation);
        await JsonSerializer.SerializeAsync(entry, content, indented, cancellation);
    }

    /// <summary>One person by names and birth date, whatever else was written from one request to the next.</summary>
    sealed class SamePatient : IEqualityComparer<PatientIdentity>
    {
        public static readonly SamePatient Instance = new();

        public bool Equals(PatientIdentity? x, PatientIdentity? y) => Key(x!) == Key(y!);

        public int GetHashCode(PatientIdentity obj) => Key(obj).GetHashCode();

        static (string, DateOnly) Key(PatientIdentity patient) => (string.Join(' ', PatientTraits.Names(patient).Order(StringComparer.Ordinal)), patient.BirthDate);
    }
}

/// <summary>A request as the people concerned see it, who read it, and who opened it in an emergency.</summary>
sealed record CopiedReferral(ReferralView Referral, IReadOnlyList<ReaderView> ReadBy, IReadOnlyList<BreakGlassReview> BreakGlass);
