namespace CptsReferral.Floor.Queues;

static class QueueNames
{
    public const string Routing = "routing";

    public static readonly string[] All = [Routing, .. Lanes.All.Select(Desk)];

    public static string Desk(string lane) => $"desk-{lane}";
}
