using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using CptsReferral.Support;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Referrals;

public sealed class When_a_nurse_asks_for_a_named_doctor(TheSwitchboard switchboard)
{
    readonly StandaloneHost host = switchboard.Host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_doctors_who_may_be_named_are_those_who_could_have_asked()
    {
        var doctor = await IdAsync(host.Gp);

        var list = (await host.Nurse.GetsAsync("/api/lanes/cardiology/doctors", Cancellation)).Json.GetProperty("items").EnumerateArray().ToList();

        list.Select(person => person.GetProperty("id").GetGuid()).ShouldContain(doctor);
        list.ShouldAllBe(person => person.GetProperty("function").GetString() != "nurse" && person.GetProperty("function").GetString() != "cardiologist");
        (await host.Cardiologist.GetsAsync("/api/lanes/cardiology/doctors", Cancellation)).ShouldBeProblem(403, "lane.not-a-requester");
        (await host.Nurse.GetsAsync("/api/lanes/astrology/doctors", Cancellation)).ShouldBeProblem(404, "lane.unknown");
    }

    [Fact]
    public async Task Both_find_it_in_their_lists_and_read_the_same()
    {
        var id = await PostedAsync();

        var doctors = await host.Gp.ReadsAsync(id, Cancellation);

        doctors.Status.ShouldBe(HttpStatusCode.OK);
        doctors.Json.GetProperty("requester").GetProperty("function").GetString().ShouldBe("nurse");
        doctors.Json.GetProperty("generalPractitioner").GetProperty("id").GetGuid().ShouldBe(await IdAsync(host.Gp));
        (await ListedAsync(host.Gp)).Count(line => line == id).ShouldBe(1);
        (await ListedAsync(host.Nurse)).Count(line => line == id).ShouldBe(1);
        (await host.Gp2.ReadsAsync(id, Cancellation)).ShouldBeProblem(404, "referral.unknown");
    }

    [Fact]
    public async Task The_doctor_replies_and_withdraws_as_the_nurse_may_and_neither_does_the_work_of_the_desk()
    {
        var id = await PostedAsync();
        await host.ReachesAsync(id, "queued", Cancellation, host.Nurse);
        (await host.Gp.DoesAsync("claim", id, Cancellation)).ShouldBeProblem(403, "referral.desk-only");
        await host.Cardiologist.DoesAsync("claim", id, Cancellation);
        await host.Cardiologist.DoesAsync("information-request", id, new JsonObject { ["question"] = "Depuis quand ?" }, Cancellation);

        (await host.Gp.DoesAsync("information", id, new JsonObject { ["text"] = "Depuis mars." }, Cancellation)).ReferralStatus.ShouldBe("claimed");
        (await host.Gp.DoesAsync("cancel", id, Cancellation)).ReferralStatus.ShouldBe("cancelled");
    }

    [Fact]
    public async Task The_answer_is_told_to_both_opened_by_one_and_closed_by_the_other()
    {
        var id = await PostedAsync();
        await host.ReachesAsync(id, "queued", Cancellation, host.Nurse);
        await host.Cardiologist.DoesAsync("claim", id, Cancellation);
        await host.Cardiologist.DoesAsync("answer", id, Requests.AnswerFor(await host.LaneAsync("cardiology", Cancellation)), Cancellation);

        await Eventually.ShouldBeAsync(() => ToldAsync(host.Gp, id), 1, Cancellation);
        await Eventually.ShouldBeAsync(() => ToldAsync(host.Nurse, id), 1, Cancellation);
        (await host.Gp.DoesAsync("open", id, Cancellation)).Json.GetProperty("openedAt").ValueKind.ShouldBe(JsonValueKind.String);
        (await host.Nurse.ReadsAsync(id, Cancellation)).Json.GetProperty("openedAt").ValueKind.ShouldBe(JsonValueKind.String);
        (await host.Nurse.DoesAsync("close", id, new JsonObject { ["impact"] = "consultation-avoided" }, Cancellation)).ReferralStatus.ShouldBe("closed");
    }

    [Fact]
    public async Task Both_stay_with_it_when_it_is_sent_on_to_another_lane()
    {
        var id = await PostedAsync();
        await host.ReachesAsync(id, "queued", Cancellation, host.Nurse);

        var redirected = await host.Cardiologist.DoesAsync("redirect", id, new JsonObject { ["lane"] = "dermatology" }, Cancellation);

        var successor = redirected.Json.GetProperty("redirectedTo").GetGuid();
        (await host.Gp.ReadsAsync(successor, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        (await host.Nurse.ReadsAsync(successor, Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
    }

    async Task<Guid> PostedAsync()
    {
        var request = await host.RequestAsync("cardiology", host.Nurse, Cancellation);
        request["generalPractitioner"] = await IdAsync(host.Gp);
        return (await host.Nurse.SubmitsAsync(request, Cancellation)).Id;
    }

    static async Task<Guid> IdAsync(Persona who) => (await who.GetsAsync("/api/me", Cancellation)).Json.GetProperty("id").GetGuid();

    static async Task<List<Guid>> ListedAsync(Persona who) =>
        [.. (await who.GetsAsync("/api/referrals", Cancellation)).Json.GetProperty("items").EnumerateArray().Select(line => line.GetProperty("id").GetGuid())];

    static async Task<int> ToldAsync(Persona who, Guid id) => (await who.GetsAsync("/api/inbox", Cancellation)).Json.GetProperty("items").EnumerateArray()
        .Count(entry => entry.GetProperty("referralId").GetGuid() == id && entry.GetProperty("kind").GetString() == "answer");
}
