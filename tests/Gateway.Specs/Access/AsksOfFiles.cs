using System.Globalization;

namespace CptsReferral.Gateway.Specs.Access;

static partial class Asks
{
    static readonly (string, string) Tus = ("Tus-Resumable", "1.0.0");

    static void Files()
    {
        Add("POST /uploads/", "begins a file", _ => new Ask(HttpMethod.Post, "/uploads") { Headers = BeginningOf(Support.Api.Files.Png) });
        Add("HEAD /uploads/{id:guid}", "asks how far the requester's file is", async s => Of(HttpMethod.Head, await s.UploadAsync()));
        Add("PATCH /uploads/{id:guid}", "adds to the requester's file", async s => Of(HttpMethod.Patch, await s.UploadAsync()) with
        {
            Body = ("application/offset+octet-stream", Support.Api.Files.Png),
            Headers = [Tus, ("Upload-Offset", "0")],
        });
        Add("DELETE /uploads/{id:guid}", "throws the requester's file away", async s => Of(HttpMethod.Delete, await s.UploadAsync()));
        Add("OPTIONS /uploads/{id:guid?}", "asks what is possible", _ => new Ask(HttpMethod.Options, "/uploads") { Headers = [Tus] });
    }

    /// <summary>How a file of the portal's forms goes ahead.</summary>
    public static (string Name, string Value)[] BeginningOf(byte[] file) =>
        [Tus, ("Upload-Length", file.Length.ToString(CultureInfo.InvariantCulture)), ("Upload-Metadata", "filename ZXNzYWkucG5n,filetype aW1hZ2UvcG5n")];

    static Ask Of(HttpMethod method, string address) => new(method, address) { Headers = [Tus] };
}
