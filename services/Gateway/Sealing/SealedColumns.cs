using CptsReferral.Gateway.BreakGlass;
using CptsReferral.Gateway.Canned;
using CptsReferral.Gateway.Portal.Uploads;
using CptsReferral.Referrals;
using CptsReferral.Referrals.Attachments;
using CptsReferral.Referrals.Breaches;
using CptsReferral.Referrals.Content;

namespace CptsReferral.Gateway.Sealing;

/// <summary>Every place where content about patients is stored.</summary>
static class SealedColumns
{
    public static IReadOnlyList<SealedColumn> All { get; } =
    [
        new SealedColumn<Referral>(
            r => r.Content, r => r.ContentKey, r => ContentPlace.Request(r.OriginId), read => r => r.Id == read.Id && r.Content == read.Content),
        new SealedColumn<ReferralMove>(
            m => m.Note, m => m.NoteKey, m => ContentPlace.Note(m.ReferralId, m.Version), read => m => m.ReferralId == read.ReferralId && m.Version == read.Version && m.Note == read.Note),
        new SealedColumn<ReferralAnswer>(
            a => a.Content, a => a.ContentKey, a => ContentPlace.Answer(a.ReferralId, a.Number),
            read => a => a.ReferralId == read.ReferralId && a.Number == read.Number && a.Content == read.Content),
        new SealedColumn<Attachment>(
            a => a.FileName, a => a.FileNameKey, a => ContentPlace.FileName(a.Id), read => a => a.Id == read.Id && a.FileName == read.FileName),
        new SealedColumn<AttachmentContent>(
            c => c.Content, c => c.ContentKey, c => ContentPlace.File(c.AttachmentId), read => c => c.AttachmentId == read.AttachmentId && c.Content == read.Content, batch: 1),
        new SealedColumn<Upload>(
            u => u.FileName, u => u.FileNameKey, u => ContentPlace.FileName(u.Id), read => u => u.Id == read.Id && u.FileName == read.FileName),
        new SealedColumn<UploadPiece>(
            p => p.Content, p => p.ContentKey, p => UploadPiece.Place(p.UploadId, p.Offset),
            read => p => p.UploadId == read.UploadId && p.Offset == read.Offset && p.Content == read.Content, batch: 1),
        new SealedColumn<CannedReply>(
            c => c.Content, c => c.ContentKey, c => CannedReply.Place(c.Id), read => c => c.Id == read.Id && c.Content == read.Content),
        new SealedColumn<BreakGlassOpening>(
            o => o.Justification, o => o.JustificationKey, o => BreakGlassOpening.JustificationPlace(o.Id), read => o => o.Id == read.Id && o.Justification == read.Justification),
        new SealedColumn<BreakGlassOpening>(
            o => o.ReviewNote, o => o.ReviewNoteKey, o => BreakGlassOpening.ReviewNotePlace(o.Id), read => o => o.Id == read.Id && o.ReviewNote == read.ReviewNote),
        new SealedColumn<EscalationStep>(
            s => s.HandledWords, s => s.HandledWordsKey, s => ContentPlace.HandledNote(s.ReferralId), read => s => s.Id == read.Id && s.HandledWords == read.HandledWords),
        new SealedColumn<Breach>(
            b => b.CauseWords, b => b.CauseWordsKey, b => ContentPlace.BreachCause(b.Id), read => b => b.Id == read.Id && b.CauseWords == read.CauseWords),
    ];
}
