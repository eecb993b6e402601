using System.Diagnostics;
using System.Diagnostics.Metrics;
using CptsReferral.Contracts.Delivery;
using CptsReferral.Delivery.Notices;

namespace CptsReferral.Delivery;

/// <summary>What this room shows of itself. Tags come from closed sets; no id of a person and no address.</summary>
sealed class DeliveryTelemetry : IDisposable
{
    public const string Name = "CptsReferral.Delivery";

    readonly ActivitySource source = new(Name);
    readonly Meter meter;
    readonly Counter<long> sent;
    readonly Counter<long> failed;
    readonly Histogram<double> age;

    public DeliveryTelemetry(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        sent = meter.CreateCounter<long>("delivery.notices.sent", "{notice}", "Notices that a channel took.");
        failed = meter.CreateCounter<long>("delivery.notices.failed", "{attempt}", "Attempts that a channel did not take.");
        age = meter.CreateHistogram<double>("delivery.notices.age", "s", "Time from the decision to tell to the moment the channel took it.");
    }

    /// <summary>The span that ends a request's trace: the answer leaves the house.</summary>
    public Activity? StartSending(Notice notice)
    {
        var activity = source.StartActivity(notice.Channel == NoticeChannel.Webhook ? "send webhook" : "send mail", ActivityKind.Producer);
        activity?.SetTag("cpts.notice", notice.Id);
        activity?.SetTag("cpts.referral", notice.ReferralId);
        activity?.SetTag("cpts.lane", notice.Lane);
        activity?.SetTag("cpts.kind", notice.Kind.Code());
        return activity;
    }

    public void Sent(Notice notice, DateTime nowUtc)
    {
        sent.Add(1, Tags(notice));
        age.Record((nowUtc - notice.CreatedUtc).TotalSeconds, Tags(notice));
    }

    public void Failed(Notice notice, NoticeFailureKind reason) => failed.Add(1, FailureTags(notice.Channel, notice.Kind, reason));

    public void Watch(Func<IEnumerable<Measurement<int>>> openCallList)
    {
        meter.CreateObservableGauge("delivery.calllist.open", openCallList, "{referral}", "Answers that nobody opened and somebody has to phone about.");
        // A series that appears with its first failure cannot be seen to rise: all of them start at zero.
        foreach (var channel in Enum.GetValues<NoticeChannel>())
        {
            foreach (var kind in Enum.GetValues<ReturnKind>())
            {
                foreach (var reason in Enum.GetValues<NoticeFailureKind>())
                    failed.Add(0, FailureTags(channel, kind, reason));
            }
        }
    }

    public void Dispose()
    {
        source.Dispose();
        meter.Dispose();
    }

    static TagList Tags(Notice notice) => Tags(notice.Channel, notice.Kind);

    static TagList Tags(NoticeChannel channel, ReturnKind kind) => new()
    {
        { "channel", Word(channel.ToString()) },
        { "kind", kind.Code() },
    };

    static TagList FailureTags(NoticeChannel channel, ReturnKind kind, NoticeFailureKind reason)
    {
        var tags = Tags(channel, kind);
        tags.Add("reason", Word(reason.ToString()));
        return tags;
    }

    static string Word(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
