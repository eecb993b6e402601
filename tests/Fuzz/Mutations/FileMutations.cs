using CptsReferral.Fuzz.Files;
using CptsReferral.Fuzz.Requests;

namespace CptsReferral.Fuzz.Mutations;

/// <summary>Files that mean harm, in the place of the one that would be taken.</summary>
static class FileMutations
{
    // Twenty-five megabytes each time.
    const int SeldomTooLarge = 60;

    static readonly Mutation Hostile = new("file: hostile", draft => draft.Operation?.Id == "uploadAttachment", (draft, random, _) =>
    {
        var file = random.Once(SeldomTooLarge) ? HostileFiles.TooLarge : random.Pick(HostileFiles.All);
        draft.Bytes = file.Content;
        draft.ContentType = file.ContentType;
        draft.File = file.What;
        draft.MustBeRefused = file.MustBeRefused;
        draft.MayBeCut = ReferenceEquals(file, HostileFiles.TooLarge);
        draft.Set("X-File-Name", Uri.EscapeDataString(file.Name));
    });

    static readonly Mutation InPieces = new("file: hostile, in pieces", draft => draft.Operation?.Id == "appendUpload", (draft, random, _) =>
    {
        // As long as was announced, so that it is complete: another kind of content under the announced one.
        var content = random.Pick(HostileFiles.All).Content;
        draft.Bytes = content.Length >= draft.Bytes.Length ? content[..draft.Bytes.Length] : [.. content, .. draft.Bytes[content.Length..]];
    });

    public static IReadOnlyList<Mutation> All { get; } = [Hostile, InPieces];
}
