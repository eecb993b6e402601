using System.Net;
using CptsReferral.Support;
using CptsReferral.Support.Defaults;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.ServiceDefaults;

public sealed class The_defaults_of_every_host
{
    // Nobody listens there.
    const string Nowhere = "http://127.0.0.1:9";

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readiness_names_each_check_and_no_reason()
    {
        await using var host = await PlainHost.StartAsync();

        var (status, body) = await GetAsync(host, "/health/ready");

        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        body.ShouldBe("""{"status":"unhealthy","checks":{"archive":"unhealthy"}}""");
    }

    [Fact]
    public async Task Being_alive_asks_nobody_else()
    {
        await using var host = await PlainHost.StartAsync();

        (await GetAsync(host, "/health/live")).ShouldBe((HttpStatusCode.OK, """{"status":"healthy","checks":{"process":"healthy"}}"""));
    }

    [Fact]
    public async Task What_was_searched_for_is_in_no_log_and_no_span()
    {
        await using var host = await PlainHost.StartAsync(
            new KeyValuePair<string, string?>("Logging:LogLevel:Default", "Trace"), new KeyValuePair<string, string?>("Telemetry:OtlpEndpoint", Nowhere));

        (await GetAsync(host, "/people/7?q=Dupont-Fictif")).Body.ShouldBe("""{"id":7,"day":"monday"}""");
        await GetAsync(host, "/nowhere?q=Dupont-Fictif");

        await Eventually.ShouldBeAsync(() => host.Log.Count(line => line.Contains("GET /people/{id:int} -> 200", StringComparison.Ordinal)), 1, Cancellation);
        await Eventually.ShouldBeAsync(() => host.SpanTags.Contains("http.route=/people/{id:int}"), expected: true, Cancellation);
        host.Log.ShouldNotContain(line => line.Contains("RequestLog", StringComparison.Ordinal) && line.Contains("Dupont", StringComparison.Ordinal));
        host.Log.ShouldNotContain(line => line.Contains("Hosting.Diagnostics", StringComparison.Ordinal) && line.Contains("Dupont", StringComparison.Ordinal));
        host.SpanTags.ShouldNotContain(tag => tag.Contains("Dupont", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData(Nowhere, true)]
    public async Task Spans_are_made_when_somebody_collects_them(string? collector, bool made)
    {
        await using var host = await PlainHost.StartAsync(new KeyValuePair<string, string?>("Telemetry:OtlpEndpoint", collector));

        host.IsTraced.ShouldBe(made);
    }

    [Fact]
    public async Task A_fault_is_told_without_its_text()
    {
        await using var host = await PlainHost.StartAsync();

        var (status, body) = await GetAsync(host, "/fault");

        status.ShouldBe(HttpStatusCode.InternalServerError);
        body.ShouldNotContain(PlainHost.Secret);
        await Eventually.ShouldBeAsync(() => host.Log.Count(line => line.Contains("GET /fault -> 500", StringComparison.Ordinal)), 1, Cancellation);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "nonsense", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("Telemetry:OtlpEndpoint", "ftp://collector", "Telemetry:OtlpEndpoint")]
    [InlineData("Telemetry:TraceShare", "2", "Telemetry:TraceShare")]
    public async Task A_wrong_setting_stops_the_host_with_its_name(string key, string value, string named)
    {
        var fault = await Should.ThrowAsync<OptionsValidationException>(() => PlainHost.StartAsync(new KeyValuePair<string, string?>(key, value)));

        fault.Message.ShouldContain(named);
        fault.Message.ShouldNotContain(value);
    }

    static async Task<(HttpStatusCode Status, string Body)> GetAsync(PlainHost host, string path)
    {
        using var http = host.Client;
        using var reply = await http.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return (reply.StatusCode, await reply.Content.ReadAsStringAsync(Cancellation));
    }
}
