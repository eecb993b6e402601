using CptsReferral.Platform.Messaging;
using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Messaging.Specs.Grounds;

public sealed class ScriptedConsumer<TMessage>(Script<TMessage> script, DbContext db) : IConsumer<TMessage>
    where TMessage : class
{
    public Task Consume(ConsumeContext<TMessage> context) => script.PlayAsync(context, db);
}

[WithoutTransaction]
public sealed class OutsideConsumer<TMessage>(Script<TMessage> script, DbContext db) : IConsumer<TMessage>
    where TMessage : class
{
    public Task Consume(ConsumeContext<TMessage> context) => script.PlayAsync(context, db);
}
