namespace CptsReferral.Fuzz.Files;

/// <summary>A file as somebody uploads it.</summary>
/// <param name="What">What is special about it.</param>
/// <param name="MustBeRefused">Whether it must not get in at all; what gets in must come back as something that runs nowhere.</param>
sealed record SampleFile(string What, string ContentType, string Name, byte[] Content, bool MustBeRefused = false)
{
    /// <summary>Its name with a word in it, in front of its ending.</summary>
    public string NameFor(string word) => Name.Insert(Math.Max(0, Name.LastIndexOf('.')), "-" + word);
}
