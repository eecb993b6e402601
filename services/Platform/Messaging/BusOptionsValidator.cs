using Microsoft.Extensions.Options;

namespace CptsReferral.Platform.Messaging;

internal sealed class BusOptionsValidator : IValidateOptions<BusOptions>
{
    private const string Journal = $"{BusOptions.Section}:{nameof(BusOptions.Journal)}";

    public ValidateOptionsResult Validate(string? name, BusOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();

        if (options.Transport is null || !Enum.IsDefined(options.Transport.Value))
            Add(nameof(options.Transport), $"must be one of {string.Join(", ", Enum.GetNames<BusTransport>())}");
        if (options.Transport == BusTransport.RabbitMq && !IsBroker(options.Uri))
            Add(nameof(options.Uri), "must be amqp://user:password@host:port/virtual-host");
        if (options.Nodes is { } nodes && nodes.Any(node => BrokerAddress.Node(node) is null))
            Add(nameof(options.Nodes), "must hold host:port of each node");
        if (options.ConcurrentMessages is < 1 or > 1000)
            Add(nameof(options.ConcurrentMessages), "must be between 1 and 1000");
        if (options.HandledTogether is < 1 or > 1000)
            Add(nameof(options.HandledTogether), "must be between 1 and 1000");
        if (options.ConcurrentUnits is < 1 or > 100)
            Add(nameof(options.ConcurrentUnits), "must be between 1 and 100");
        if (options.ConcurrentOutside is < 1 or > 1000)
            Add(nameof(options.ConcurrentOutside), "must be between 1 and 1000");
        if (options.Retries is < 0 or > 20)
            Add(nameof(options.Retries), "must be between 0 and 20");
        if (options.RetryDelay <= TimeSpan.Zero)
            Add(nameof(options.RetryDelay), "must be positive");
        if (options.RedeliveryOrDefault.Any(pause => pause <= TimeSpan.Zero))
            Add(nameof(options.Redelivery), "must hold positive pauses");

        var journal = options.Journal;
        Positive(journal.Poll, nameof(journal.Poll));
        Positive(journal.Lease, nameof(journal.Lease));
        Positive(journal.SendTimeout, nameof(journal.SendTimeout));
        Positive(journal.ResendAfter, nameof(journal.ResendAfter));
        Positive(journal.HandledRetention, nameof(journal.HandledRetention));
        Positive(journal.Upkeep, nameof(journal.Upkeep));
        if (journal.ResendAtMost < journal.ResendAfter)
            faults.AddError($"{Journal}:{nameof(journal.ResendAtMost)} must not be shorter than {nameof(journal.ResendAfter)}.");
        if (journal.Batch is < 1 or > 1000)
            faults.AddError($"{Journal}:{nameof(journal.Batch)} must be between 1 and 1000.");
        if (journal.InMemoryAtMost is < 2 or > 100_000)
            faults.AddError($"{Journal}:{nameof(journal.InMemoryAtMost)} must be between 2 and 100000.");
        if (journal.SendAttempts < 1)
            faults.AddError($"{Journal}:{nameof(journal.SendAttempts)} must be at least 1.");

        return faults.Build();

        void Add(string key, string fault) => faults.AddError($"{BusOptions.Section}:{key} {fault}.");

        void Positive(TimeSpan value, string key)
        {
            if (value <= TimeSpan.Zero)
                faults.AddError($"{Journal}:{key} must be positive.");
        }
    }

    private static bool IsBroker(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri is { Scheme: "amqp" or "amqps", Host.Length: > 0 };
}
