using CptsReferral.Platform.Persistence;
using CptsReferral.Support.Databases;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;

namespace CptsReferral.Support.Messaging;

/// <summary>What a messaging host is made of.</summary>
public sealed record MessagingHostPlan(SpecDatabase Database, SpecBus Bus)
{
    public IReadOnlyList<Action<IBusRegistrationConfigurator>> Rooms { get; init; } = [];

    public IReadOnlyList<ModelPart> Parts { get; init; } = [];

    public TimeProvider? Time { get; init; }

    public Action<IServiceCollection>? Services { get; init; }

    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);
}
