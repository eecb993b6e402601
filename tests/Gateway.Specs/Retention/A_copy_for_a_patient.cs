using System.IO.Compression;
using System.Text.Json;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Retention;

/// <summary>A patient asks for everything that is kept about them.</summary>
public sealed class A_copy_for_a_patient : IAsyncLifetime
{
    const string Patient = "Durand-Fictif Marie 17/05/1960";
    const string Officer = "demo-data-protection@example.org";

    StandaloneHost? host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    StandaloneHost Host => host!;

    public async ValueTask InitializeAsync() => host = await StandaloneHost.StartAsync();

    public ValueTask DisposeAsync() => host?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Holds_every_request_its_answer_its_files_and_who_read_it()
    {
        var answered = await Host.AnsweredAsync("dermatology", Cancellation);
        var other = await Host.QueuedAsync("cardiology", Cancellation, Host.Gp2);

        var (code, words, copy) = await Host.CopiesPatientAsync(Patient, Officer, Cancellation);

        code.ShouldBe(0, words);
        words.ShouldContain(": requests 2, files ");
        using var zip = ZipFile.OpenRead(copy.FullName);
        using var json = await JsonDocument.ParseAsync(await zip.GetEntry("referrals.json")!.OpenAsync(Cancellation), default, Cancellation);
        var referrals = json.RootElement.EnumerateArray().ToDictionary(one => one.GetProperty("referral").GetProperty("id").GetGuid());
        referrals.Keys.ShouldBe([answered, other], ignoreOrder: true);
        var whole = referrals[answered].GetProperty("referral");
        whole.GetProperty("patient").GetProperty("birthName").GetString().ShouldBe("DURAND-FICTIF");
        whole.GetProperty("answer").GetProperty("text").GetString().ShouldBe("Réponse inventée.");
        referrals[answered].GetProperty("readBy").EnumerateArray().Select(reader => reader.GetProperty("person").GetProperty("function").GetString()).ShouldContain("dermatologist");
        var files = whole.GetProperty("attachments").EnumerateArray().Select(file => $"files/{file.GetProperty("id").GetGuid()}-{file.GetProperty("fileName").GetString()}").ToList();
        files.ShouldNotBeEmpty();
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["referrals.json", .. files], ignoreOrder: true);
        if (!OperatingSystem.IsWindows())
            copy.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task Is_written_down_as_read_by_the_officer_before_it_leaves()
    {
        var id = await Host.QueuedAsync("cardiology", Cancellation);

        (await Host.CopiesPatientAsync(Patient, Officer, Cancellation)).Code.ShouldBe(0);

        var reading = (await Host.DataProtectionOfficer.GetsAsync($"/api/readings?referral={id}", Cancellation)).Json.GetProperty("items")[0];
        reading.GetProperty("kind").GetString().ShouldBe("export");
        reading.GetProperty("channel").GetString().ShouldBe("command");
        reading.GetProperty("person").GetProperty("function").GetString().ShouldBe("data-protection-officer");
    }

    [Fact]
    public async Task Is_never_that_of_several_people()
    {
        await Host.QueuedAsync("cardiology", Cancellation);
        var request = await Host.RequestAsync("cardiology", Host.Gp, Cancellation);
        request["patient"]!["givenNames"] = "Marius";
        (await Host.Gp.SubmitsAsync(request, Cancellation)).Status.ShouldBe(System.Net.HttpStatusCode.Created);

        await RefusesAsync("Durand", Officer, "2 patients fit");
        (await Host.CopiesPatientAsync("Durand Marius", Officer, Cancellation)).Words.ShouldContain(": requests 1, ");
    }

    [Fact]
    public async Task Needs_a_patient_and_an_officer()
    {
        var id = await Host.QueuedAsync("cardiology", Cancellation);
        var reference = (await Host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("reference").GetString()!;

        await RefusesAsync("Inconnue 01/01/1950", Officer, "Nobody was found");
        await RefusesAsync("", Officer, "Nobody was found");
        await RefusesAsync(reference, Officer, "Nobody was found");
        await RefusesAsync(Patient, "demo-coordinator@example.org", "no data-protection officer");
    }

    async Task RefusesAsync(string patient, string officer, string words)
    {
        var (code, said, copy) = await Host.CopiesPatientAsync(patient, officer, Cancellation);
        code.ShouldBe(1);
        said.ShouldContain(words);
        copy.Exists.ShouldBeFalse();
    }
}
