namespace CptsReferral.Gateway.Portal.Forms;

/// <summary>What the fields of this page are called: an error summary stands above them and says which one it means.</summary>
sealed class FieldLabels
{
    readonly Dictionary<string, string> labels = new(StringComparer.Ordinal);
    readonly List<Action> listeners = [];

    /// <summary>A field tells its name, after the summary was written.</summary>
    public void Tell(string field, string label)
    {
        labels[field] = label;
        foreach (var told in listeners)
            told();
    }

    public void Listen(Action told) => listeners.Add(told);

    public string? Of(string field) => labels.GetValueOrDefault(field);
}
