namespace CptsReferral.Fuzz.Description;

/// <summary>What the portal's pages call beside the API, and no description names: files in pieces (tus 1.0), and files in the browser.</summary>
static class PortalOperations
{
    public static IReadOnlyList<ApiOperation> All { get; } =
    [
        ApiOperation.Of("beginUpload", "POST", "/uploads"),
        ApiOperation.Of("tellUpload", "HEAD", "/uploads/{id}"),
        ApiOperation.Of("appendUpload", "PATCH", "/uploads/{id}"),
        ApiOperation.Of("discardUpload", "DELETE", "/uploads/{id}"),
        ApiOperation.Of("getFile", "GET", "/files/{id}"),
    ];
}
