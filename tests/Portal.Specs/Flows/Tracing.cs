using CptsReferral.Support.Api;
using Microsoft.Playwright;

namespace CptsReferral.Portal.Specs.Flows;

/// <summary>Invented files.</summary>
static class Tracing
{
    public static FilePayload Small => Pdf("trace.pdf", 0);

    public static FilePayload Pdf(string name, int padding) => new()
    {
        Name = name,
        MimeType = "application/pdf",
        Buffer = [.. Files.Pdf, .. new byte[padding]],
    };

    public static FilePayload Photograph(string name) => new() { Name = name, MimeType = "image/png", Buffer = Files.Png };
}
