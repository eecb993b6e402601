using System.Collections.Concurrent;
using System.Security.Cryptography;
using CptsReferral.Referrals.Content;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace CptsReferral.Gateway.Sealing;

/// <summary>The keys of a folder as they were when it was read.</summary>
sealed class KeyRingSnapshot(DirectoryInfo folder, string listing, IDeletableXmlRepository files, IDataProtectionProvider provider, IKeyManager manager)
{
    readonly ConcurrentDictionary<string, IDataProtector> kinds = new(StringComparer.Ordinal);

    /// <summary>Whether a key came or went since.</summary>
    public bool IsOutdated => List(folder) != listing;

    public IReadOnlyCollection<IKey> Keys => manager.GetAllKeys();

    public bool Knows(Guid key) => Keys.Any(known => known.KeyId == key);

    /// <summary>Makes a key that is the newest from now on.</summary>
    public Guid Add(TimeSpan lifetime)
    {
        // The library reads the machine's clock for its keys, whatever ours says.
        var now = TimeProvider.System.GetUtcNow();
        return manager.CreateNewKey(now, now + lifetime).KeyId;
    }

    public bool Remove(IReadOnlySet<Guid> keys) => files.DeleteElements(elements =>
    {
        foreach (var element in elements)
            element.DeletionOrder = Guid.TryParse(element.Element.Attribute("id")?.Value, out var key) && keys.Contains(key) ? 0 : null;
    });

    /// <summary>Whether a file can be opened; one that is not there needs not.</summary>
    public bool Opens(string path, ContentPlace place)
    {
        try
        {
            return !File.Exists(path) || At(place).Unprotect(File.ReadAllBytes(path)).Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>What is authenticated with the content: the kind, then the row and its part.</summary>
    public IDataProtector At(ContentPlace place) =>
        kinds.GetOrAdd(place.Kind, static (kind, provider) => provider.CreateProtector(kind), provider).CreateProtector($"{place.Row:N}.{place.Part}");

    /// <summary>Names are enough: a key's file is written once, and named after the key.</summary>
    public static string List(DirectoryInfo folder) =>
        string.Join('/', folder.EnumerateFiles("*.xml").Select(file => file.Name).Order(StringComparer.Ordinal));
}
