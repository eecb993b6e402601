using CptsReferral.Contracts.Desk;
using CptsReferral.Desk;
using CptsReferral.Referrals.Rota;
using CptsReferral.Referrals;
using CptsReferral.Referrals.People;
using CptsReferral.Support.Databases;
using CptsReferral.Support.Messaging;
using Microsoft.Extensions.Time.Testing;

namespace CptsReferral.Support.Rooms;

/// <summary>Desk alone; the spec sends what Routing would.</summary>
public sealed class DeskHost : RoomHost
{
    DeskHost(MessagingHost host, FakeTimeProvider time)
        : base(host, time)
    {
    }

    public static async Task<DeskHost> StartAsync(SpecDatabase database, SpecBus bus, FakeTimeProvider time, CancellationToken cancellation)
    {
        var host = await StartAsync(
            new MessagingHostPlan(database, bus)
            {
                Parts = [ReferralsModel.Configure],
                Rooms = [room => room.AddDeskConsumers()],
                Services = services => services.AddDeskRoom(),
                Time = time,
                Settings = Unhurried,
            },
            time,
            cancellation);
        return new DeskHost(host, time);
    }

    /// <summary>Routing sends a referral to the queue of its lane.</summary>
    public Task ReceivesAsync(Guid referralId, string lane) => Process.SendAsync($"desk-{lane}", new QueueReferral(referralId, lane));

    public Task IsToldAsync(Guid referralId, string lane, DeskAudience audience, DeskSubject subject, DateTime atUtc) =>
        Process.SendAsync("desk", new TellDesk(referralId, lane, audience, subject, atUtc));

    public Task PutsOnDutyAsync(Person person, string desk, DateTime fromUtc, DateTime toUtc) => Process.DoAsync(async unit =>
    {
        unit.Db.Add(new DutyShift { Id = Guid.CreateVersion7(), Desk = desk, PersonId = person.Id, FromUtc = fromUtc, ToUtc = toUtc });
        await unit.Db.SaveChangesAsync();
    });

    /// <summary>Waits until so many messages were handled since the start.</summary>
    public Task HandlesAsync(int messages, CancellationToken cancellation) =>
        Eventually.SeesAsync(Process.CountAsync, seen => seen.Handled >= messages, cancellation);

    /// <summary>Lets time pass until the desk has looked at the lanes again and consumes the queue of a new one.</summary>
    public Task ConnectsNewLanesAsync(string lane, CancellationToken cancellation) => Eventually.SeesAsync(
        () =>
        {
            Passes(TimeSpan.FromSeconds(2));
            return Process.Logged;
        },
        lines => lines.Any(line => line.Contains($"lane {lane} is consumed", StringComparison.Ordinal)),
        cancellation);
}
