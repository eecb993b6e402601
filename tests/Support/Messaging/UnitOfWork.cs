using MassTransit;
using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Support.Messaging;

/// <summary>What scoped code of a host has at hand.</summary>
public sealed record UnitOfWork(DbContext Db, IPublishEndpoint Publisher, ISendEndpointProvider Senders, IMessageScheduler Scheduler);
