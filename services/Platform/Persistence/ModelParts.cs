using Microsoft.EntityFrameworkCore;

namespace CptsReferral.Platform.Persistence;

/// <summary>The parts a host was composed of; two equal lists share one compiled model.</summary>
public sealed class ModelParts : IEquatable<ModelParts>
{
    private readonly ModelPart[] _parts;

    public ModelParts(IEnumerable<ModelPart> parts) => _parts = [.. parts.Distinct()];

    public void Configure(ModelBuilder model)
    {
        foreach (var part in _parts)
            part(model);
    }

    public bool Equals(ModelParts? other) => other is not null && _parts.AsSpan().SequenceEqual(other._parts);

    public override bool Equals(object? obj) => Equals(obj as ModelParts);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var part in _parts)
            hash.Add(part);
        return hash.ToHashCode();
    }
}
