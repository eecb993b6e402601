using System.Text;
using System.Text.Json.Nodes;
using CptsReferral.Support.Api;
using static CptsReferral.Gateway.Specs.Refused.BadInput;

namespace CptsReferral.Gateway.Specs.Refused;

/// <summary>Files that must not get in, or not get out.</summary>
static class Attaching
{
    public static IEnumerable<BadInput> Rows =>
    [
        new("a file larger than 25 MB", s => s.Uploads(new byte[(25 * 1024 * 1024) + 1], "image/png"), 413, "body.too-large"),
        new("a file of a kind that nobody takes", s => s.Uploads([1], "video/mp4"), 415, "attachment.kind-unknown"),
        new("a file without a content type", s => s.Uploads(Files.Png, contentType: null), 415, "attachment.kind-unknown"),
        new("a program that says it is a picture", s => s.Uploads([0x4D, 0x5A, 0x90, 0x00], "image/png"), 422, "attachment.content-mismatch"),
        new("a picture that says it is another kind", s => s.Uploads(Files.Png, "image/jpeg"), 422, "attachment.content-mismatch"),
        new("a png that says it has 3.6 thousand million pixels", s => s.Uploads([.. Files.Png[..16], 0, 0, 0xEA, 0x60, 0, 0, 0xEA, 0x60, .. Files.Png[24..]], "image/png"), 422, "attachment.too-many-pixels"),
        new("a jpeg that says it has 4 thousand million pixels", s => s.Uploads([0xFF, 0xD8, 0xFF, 0xC0, 0x00, 0x0B, 0x08, 0xFF, 0xFF, 0xFF, 0xFF, 0x01, 0x01, 0x11, 0x00, 0xFF, 0xD9], "image/jpeg"), 422, "attachment.too-many-pixels"),
        new("an empty file", s => s.Uploads([], "image/png"), 422, "attachment.content-mismatch"),
        new("a tracing that declares entities", s => s.Uploads(Encoding.UTF8.GetBytes(Entities), "application/xml"), 422, "attachment.content-mismatch"),
        new("any XML that is no tracing", s => s.Uploads("<html/>"u8.ToArray(), "application/xml"), 422, "attachment.content-mismatch"),
        new("a file without a name", s => s.Uploads(Files.Png, "image/png", fileName: null), 400, "header.invalid"),
        new("a file named by control characters", s => s.Uploads(Files.Png, "image/png", "a%0Ab.png"), 400, "header.invalid"),
        new("a coordinator attaches", s => s.Uploads(Files.Png, "image/png", by: s.Host.Coordinator), 403, "attachment.not-for-coordinators"),

        Faulty("too few attachments", s => s.Submits(_ => { }, "ecg"), "attachments too-few"),
        Faulty("too many attachments", s => s.Submits(_ => { }, attachments: Enumerable.Range(0, 21).Select(_ => Guid.CreateVersion7())), "attachments too-many"),
        Faulty("a forged attachment id", s => s.Submits(_ => { }, "ecg", attachments: Guid.CreateVersion7()), "attachments[0] unknown-attachment"),
        Faulty("an attachment id that is none", s => s.Submits(r => r["attachments"] = new JsonArray("trace.png")), "attachments[0] type"),
        Faulty("several attachments at fault, each with its place", s => s.Submits(
                r => r["attachments"] = new JsonArray("trace.png", s.Unused, 7, s.Foreign)),
            "attachments[0] type", "attachments[2] type", "attachments[3] unknown-attachment"),
        Faulty("somebody else's attachment", s => s.Submits(_ => { }, "ecg", attachments: s.Foreign), "attachments[0] unknown-attachment"),
        Faulty("an attachment that another request has", s => s.Submits(_ => { }, "ecg", attachments: s.Used), "attachments[0] unknown-attachment"),
        Faulty("an attachment named twice", s => s.Submits(_ => { }, "ecg", attachments: [s.Unused, s.Unused]), "attachments repeated"),
        Faulty("an attachment of a kind that the lane does not take", s => s.Submits(_ => { }, "dermatology", attachments: [s.Unused, s.UnusedPdf]),
            "attachments[1] kind-not-allowed"),

        new("download of an attachment that does not exist", s => s.Gets(host => host.Gp, $"/api/attachments/{Guid.CreateVersion7()}"), 404, "attachment.unknown"),
        new("download of an upload by its id that is none", s => s.Gets(host => host.Gp, "/api/attachments/1"), 404, "not-found"),
        new("download of somebody's unused upload", s => s.Gets(host => host.Gp, $"/api/attachments/{s.Foreign}"), 404, "attachment.unknown"),
        new("download by another general practitioner", s => s.Gets(host => host.Gp2, $"/api/attachments/{s.Used}"), 404, "attachment.unknown"),
        new("download by another desk", s => s.Gets(host => host.Dermatologist, $"/api/attachments/{s.Used}"), 404, "attachment.unknown"),
        new("download by a coordinator", s => s.Gets(host => host.Coordinator, $"/api/attachments/{s.Used}"), 404, "attachment.unknown"),
    ];

    const string Entities = """
        <!DOCTYPE AnnotatedECG [<!ENTITY x SYSTEM "file:///etc/passwd">]><AnnotatedECG xmlns="urn:hl7-org:v3">&x;</AnnotatedECG>
        """;
}
