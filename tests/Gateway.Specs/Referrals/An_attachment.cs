using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CptsReferral.Support.Api;
using CptsReferral.Support.Standalone;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Referrals;

public sealed class An_attachment(TheSwitchboard switchboard)
{
    readonly StandaloneHost host = switchboard.Host;

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_told_by_its_size_and_hash()
    {
        var reply = await host.Gp.UploadsAsync(Files.Pdf, "application/pdf", "tracé n° 1.pdf", Cancellation);

        reply.Status.ShouldBe(HttpStatusCode.Created, reply.ToString());
        reply.Id.Version.ShouldBe(7);
        reply.Location.ShouldBe($"/api/attachments/{reply.Id}");
        reply.Json.GetProperty("contentType").GetString().ShouldBe("application/pdf");
        reply.Json.GetProperty("size").GetInt32().ShouldBe(Files.Pdf.Length);
        reply.Json.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Files.Pdf)));
        reply.Json.GetProperty("fileName").GetString().ShouldBe("tracé n° 1.pdf");
    }

    [Fact]
    public async Task Keeps_no_path_of_the_machine_it_came_from()
    {
        var reply = await host.Gp.UploadsAsync(Files.Pdf, "application/pdf", @"C:\Users\x\..\..\etc/lettre.pdf", Cancellation);

        reply.Json.GetProperty("fileName").GetString().ShouldBe("lettre.pdf");
    }

    // What turns the direction of writing would make a program look like a picture.
    [Fact]
    public async Task Is_named_in_one_direction()
    {
        var reply = await host.Gp.UploadsAsync(Files.Png, "image/png", "radio\u202Egnp.exe", Cancellation);

        reply.Json.GetProperty("fileName").GetString().ShouldBe("radiognp.exe");
    }

    [Fact]
    public async Task Of_exactly_the_largest_size_is_taken()
    {
        var content = new byte[25 * 1024 * 1024];
        Files.Png.CopyTo(content, 0);

        var reply = await host.Gp.UploadsAsync(content, "image/png", "grand.png", Cancellation);

        reply.Status.ShouldBe(HttpStatusCode.Created, reply.ToString());
    }

    [Fact]
    public async Task Comes_back_as_it_went_in_for_a_reader_to_keep_not_to_run()
    {
        var request = await host.RequestAsync("ecg", host.Gp, Cancellation);
        var file = request["attachments"]![0]!.GetValue<Guid>();
        await host.Gp.SubmitsAsync(request, Cancellation);

        foreach (var reader in new[] { host.Gp, host.Cardiologist, host.Cardiologist2 })
        {
            var reply = await reader.GetsAsync($"/api/attachments/{file}", Cancellation);
            reply.Status.ShouldBe(HttpStatusCode.OK, reply.ToString());
            reply.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
            reply.Headers["Cache-Control"].ShouldBe("no-store");
            reply.Headers["Content-Security-Policy"].ShouldBe("sandbox");
            reply.Headers["Content-Disposition"].ShouldStartWith("attachment");
            reply.Headers["Content-Length"].ShouldNotBe("0");
        }
    }

    [Fact]
    public async Task Goes_along_with_a_redirected_request()
    {
        var request = await host.RequestAsync("cardiology", host.Gp, Cancellation);
        var file = (await host.Gp.UploadsAsync(Files.Pdf, "application/pdf", "courrier.pdf", Cancellation)).Id;
        request["attachments"] = new JsonArray(file);
        var first = (await host.Gp.SubmitsAsync(request, Cancellation)).Id;
        await host.ReachesAsync(first, "queued", Cancellation);
        (await host.Oncologist.GetsAsync($"/api/attachments/{file}", Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);

        var redirected = await host.Cardiologist.DoesAsync("redirect", first, new JsonObject { ["lane"] = "oncology" }, Cancellation);

        var second = redirected.Json.GetProperty("redirectedTo").GetGuid();
        var view = (await host.Oncologist.ReadsAsync(second, Cancellation)).Json;
        view.GetProperty("redirectedFrom").GetGuid().ShouldBe(first);
        view.GetProperty("attachments")[0].GetProperty("id").GetGuid().ShouldBe(file);
        foreach (var reader in new[] { host.Oncologist, host.Cardiologist, host.Gp })
            (await reader.GetsAsync($"/api/attachments/{file}", Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var other in new[] { host.Dermatologist, host.Gp2, host.Coordinator })
            (await other.GetsAsync($"/api/attachments/{file}", Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_an_answer_is_read_by_the_requester()
    {
        var id = await host.ClaimedAsync("cardiology", Cancellation);
        var file = (await host.Cardiologist.UploadsAsync(Files.Pdf, "application/pdf", "ordonnance.pdf", Cancellation)).Id;
        (await host.Gp.GetsAsync($"/api/attachments/{file}", Cancellation)).Status.ShouldBe(HttpStatusCode.NotFound);
        var answer = Requests.AnswerFor(await host.LaneAsync("cardiology", Cancellation));
        answer["attachments"] = new JsonArray(file);
        await host.Cardiologist.DoesAsync("answer", id, answer, Cancellation);

        (await host.Gp.ReadsAsync(id, Cancellation)).Json.GetProperty("answer").GetProperty("attachments")[0].GetProperty("id").GetGuid().ShouldBe(file);
        (await host.Gp.GetsAsync($"/api/attachments/{file}", Cancellation)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
