using CptsReferral.Delivery.Notices;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CptsReferral.Delivery.Mail;

/// <summary>Writes each mail as one <c>.eml</c> file. Whoever watches the folder sees a whole file or none, and a repeat replaces the
/// file it repeats.</summary>
sealed class PickupFolder(IOptions<MailOptions> options)
{
    public async Task WriteAsync(Guid noticeId, MimeMessage message, CancellationToken cancellation)
    {
        var folder = options.Value.PickupDirectory;
        var unfinished = Path.Combine(folder, $".{noticeId:N}.tmp");
        try
        {
            Directory.CreateDirectory(folder);
            message.Prepare(EncodingConstraint.SevenBit);
            var file = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 4096, FileOptions.Asynchronous);
            await using (file)
            {
                await message.WriteToAsync(file, cancellation);
                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, Path.Combine(folder, $"{noticeId:N}.eml"), overwrite: true);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // No inner exception: it would carry the folder's path into dead letters.
            throw new NoticeNotSentException("pickup.write", NoticeFailureKind.Misconfigured);
        }
    }
}
