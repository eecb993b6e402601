namespace CptsReferral.Platform.Messaging.Journal;

internal static class FaultNames
{
    /// <summary>The type that says most, cut to its column; never the text.</summary>
    public static string Of(Exception fault)
    {
        var name = fault.GetBaseException().GetType().FullName ?? nameof(Exception);
        return name.Length <= OutboxMessageConfiguration.FaultTypeLength ? name : name[..OutboxMessageConfiguration.FaultTypeLength];
    }
}
