using System.Net;
using System.Net.Sockets;
using CptsReferral.Support.Deployed;
using Shouldly;
using Xunit;

namespace CptsReferral.Gateway.Specs.Options;

/// <summary>The hosts as they were built, in processes of their own: none starts with a setting missing or wrong, and each says which.</summary>
public sealed class A_host_with_a_wrong_option
{
    const string Secret = "hunter2";

    /// <summary>Enough for any of the hosts.</summary>
    static readonly Dictionary<string, string> Enough = new()
    {
        ["Database:Provider"] = "Sqlite",
        ["Database:ConnectionString"] = "Data Source=spec.db",
        ["Bus:Transport"] = "InMemory",
        ["Gateway:KeysDirectory"] = "keys",
        ["Gateway:AllowHttp"] = "true",
        ["Content:KeysDirectory"] = "content-keys",
        ["Delivery:PublicUrl"] = "https://cpts.example.org",
        ["Delivery:Mail:Mode"] = "Pickup",
        ["Delivery:Mail:PickupDirectory"] = "mail",
        ["Delivery:Mail:From"] = "cpts@example.org",
    };

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Gateway", "Gateway:KeysDirectory", "Content:KeysDirectory")]
    [InlineData("Routing")]
    [InlineData("Desk")]
    [InlineData("Delivery", "Delivery:PublicUrl", "Delivery:Mail:PickupDirectory", "Delivery:Mail:From")]
    public async Task Says_everything_that_it_needs_when_it_has_nothing(string room, params string[] own)
    {
        var (code, output) = await StartAttempt.OfAsync(room, new Dictionary<string, string>(), Cancellation);

        code.ShouldNotBeNull($"{room} came up with nothing");
        code.ShouldNotBe(0);
        foreach (var key in (string[])["Database:Provider", "Database:ConnectionString", "Bus:Transport", .. own])
            output.ShouldContain(key);
    }

    [Theory]
    [InlineData("Gateway", "Gateway:KeysDirectory", "")]
    [InlineData("Gateway", "Gateway:TokenLifetime", "00:00:01")]
    [InlineData("Gateway", "Gateway:TokenLifetime", "long")]
    [InlineData("Gateway", "Gateway:AllowHttp", "perhaps")]
    [InlineData("Gateway", "Database:Provider", "Oracle")]
    [InlineData("Gateway", "Database:ConnectionString", "")]
    [InlineData("Gateway", "Database:ConnectionString", "Password=hunter2;Nonsense=1")]
    [InlineData("Gateway", "Bus:Transport", "Pigeon")]
    [InlineData("Gateway", "Attachments:MaxMegapixels", "0")]
    [InlineData("Gateway", "Attachments:MaxMegapixels", "1001")]
    [InlineData("Gateway", "BreakGlass:Duration", "00:00:00")]
    [InlineData("Gateway", "BreakGlass:ReviewWithin", "400.00:00:00")]
    [InlineData("Gateway", "BreakGlass:PerHour", "0")]
    [InlineData("Gateway", "CallList:Functions:0", "")]
    [InlineData("Gateway", "Content:KeysDirectory", "")]
    [InlineData("Gateway", "Content:KeysDirectory", "/proc/keys-go-nowhere")]
    [InlineData("Gateway", "Content:KeyLifetime", "01:00:00")]
    [InlineData("Gateway", "Content:Certificate:Path", "none.p12")]
    [InlineData("Gateway", "Content:Certificate:Password", "hunter2")]
    [InlineData("Gateway", "Readings:SealEvery", "00:00:00")]
    [InlineData("Gateway", "Readings:Lag", "1.00:00:00")]
    [InlineData("Gateway", "Telemetry:TraceShare", "7")]
    [InlineData("Gateway", "Telemetry:OtlpEndpoint", "nowhere")]
    [InlineData("Routing", "Bus:Retries", "-1")]
    [InlineData("Routing", "Bus:Nodes:0", "rabbit-1:port")]
    [InlineData("Routing", "Bus:Journal:Poll", "00:00:00")]
    [InlineData("Routing", "Reconciliation:Every", "00:00:00")]
    [InlineData("Routing", "Reconciliation:Page", "0")]
    [InlineData("Desk", "Bus:Transport", "")]
    [InlineData("Delivery", "Delivery:PublicUrl", "")]
    [InlineData("Delivery", "Delivery:Mail:From", "nobody")]
    [InlineData("Delivery", "Delivery:Mail:Mode", "Fax")]
    [InlineData("Delivery", "Delivery:Webhook:Timeout", "-00:00:01")]
    [InlineData("Standalone", "Bus:Transport", "Pigeon")]
    public async Task Does_not_start_and_names_the_key(string room, string key, string value)
    {
        var settings = new Dictionary<string, string>(Enough) { [key] = value };

        var (code, output) = await StartAttempt.OfAsync(room, settings, Cancellation);

        code.ShouldNotBeNull($"{room} came up with {key}='{value}'");
        code.ShouldNotBe(0);
        output.ShouldContain(key.EndsWith(":0", StringComparison.Ordinal) ? key[..^2] : key);
        output.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task Does_not_repeat_the_password_of_a_broker()
    {
        var settings = new Dictionary<string, string>(Enough) { ["Bus:Transport"] = "RabbitMq", ["Bus:Uri"] = "http://guest:hunter2@broker/" };

        var (code, output) = await StartAttempt.OfAsync("Routing", settings, Cancellation);

        code.ShouldNotBe(0);
        output.ShouldContain("Bus:Uri");
        output.ShouldNotContain(Secret);
    }

    [Fact]
    public async Task Says_that_its_address_is_taken()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var address = $"http://127.0.0.1:{((IPEndPoint)other.LocalEndpoint).Port}";

        var (code, output) = await StartAttempt.OfAsync("Standalone", new Dictionary<string, string> { ["ASPNETCORE_URLS"] = address }, Cancellation);

        code.ShouldBe(1);
        output.ShouldContain($"Another program listens on {address} already.");
        output.ShouldNotContain("Unhandled exception");
    }
}
