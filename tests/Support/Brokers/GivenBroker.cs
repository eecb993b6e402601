namespace CptsReferral.Support.Brokers;

/// <summary>Somebody else's broker: used, but never stopped.</summary>
internal sealed class GivenBroker(Uri amqp, Uri management) : Broker
{
    public const string Variable = "CPTS_TEST_AMQP";
    public const string ManagementVariable = "CPTS_TEST_AMQP_MANAGEMENT";

    public override Uri Amqp => amqp;

    public override RabbitMqManagement Management { get; } = new(management, amqp.UserInfo);

    public static GivenBroker? Find()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } given)
            return null;
        var amqp = new Uri(given);
        var management = Environment.GetEnvironmentVariable(ManagementVariable) is { Length: > 0 } named
            ? new Uri(named)
            : new Uri($"http://{amqp.Host}:15672/");
        return new GivenBroker(amqp, management);
    }

    public override Task StopAsync() => NotOurs();

    public override Task KillAsync() => NotOurs();

    public override Task StartAgainAsync() => NotOurs();

    public override Task WipeAsync() => NotOurs();

    public override ValueTask DisposeAsync()
    {
        Management.Dispose();
        return ValueTask.CompletedTask;
    }

    private static Task NotOurs()
    {
        Skip.Because($"the broker of {Variable} is not ours to stop");
        return Task.CompletedTask;
    }
}
