namespace CptsReferral.Gateway.Sealing;

/// <summary>Whether content may still be there that was stored before there were keys. Once there is none, the folder of the keys says so: from
/// then on plain content is a forgery, or an old backup.</summary>
sealed class PlainContent(KeyRing keys)
{
    /// <summary>The file that says so. Who restores a backup from before removes it.</summary>
    public const string Mark = "all-content-is-sealed";

    // Only ever asked about plain content: nobody waits for it.
    public bool IsOver => File.Exists(Path.Combine(keys.Folder, Mark));

    public void End() => File.WriteAllBytes(Path.Combine(keys.Folder, Mark), []);
}
