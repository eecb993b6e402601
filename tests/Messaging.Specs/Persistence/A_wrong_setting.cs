using CptsReferral.Support.Messaging;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace CptsReferral.Messaging.Specs.Persistence;

/// <summary>It stops the host at start, by its name and without its value.</summary>
public sealed class A_wrong_setting
{
    private static readonly Dictionary<string, string?> Right = new(StringComparer.Ordinal)
    {
        ["Database:Provider"] = "Sqlite",
        ["Database:ConnectionString"] = "Data Source=none.db",
        ["Bus:Transport"] = "RabbitMq",
        ["Bus:Uri"] = "amqp://guest:guest@127.0.0.1:1/none",
    };

    [Theory]
    [InlineData("Database:Provider", null)]
    [InlineData("Database:Provider", "Oracle")]
    [InlineData("Database:ConnectionString", null)]
    [InlineData("Database:ConnectionString", "Password=hunter2;Nonsense=1")]
    [InlineData("Bus:Transport", null)]
    [InlineData("Bus:Transport", "Pigeon")]
    [InlineData("Bus:Uri", null)]
    [InlineData("Bus:Uri", "http://guest:hunter2@broker")]
    [InlineData("Bus:ConcurrentMessages", "0")]
    [InlineData("Bus:HandledTogether", "0")]
    [InlineData("Bus:ConcurrentUnits", "0")]
    [InlineData("Bus:ConcurrentOutside", "0")]
    [InlineData("Bus:Journal:Poll", "00:00:00")]
    [InlineData("Bus:Journal:InMemoryAtMost", "1")]
    [InlineData("Bus:Journal:ResendAtMost", "00:00:01")]
    public async Task Stops_the_host_with_its_name(string key, string? value)
    {
        var settings = new Dictionary<string, string?>(Right, StringComparer.Ordinal) { [key] = value };

        var fault = await Should.ThrowAsync<Exception>(() => MessagingHost.StartWithSettingsAsync(settings, TestContext.Current.CancellationToken));

        fault.ToString().ShouldContain(key);
        fault.ToString().ShouldNotContain("hunter2");
    }
}
