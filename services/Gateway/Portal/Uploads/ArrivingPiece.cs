using CptsReferral.Gateway.Attachments;
using Microsoft.AspNetCore.Connections;

namespace CptsReferral.Gateway.Portal.Uploads;

/// <summary>Reads a piece as it comes, about a second of the line at a time: however the rest of it is lost, with a word or without, what was read is stored
/// and need not be sent again.</summary>
sealed class ArrivingPiece(Stream body, TimeProvider time)
{
    const int Most = 1024 * 1024;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    readonly byte[] chunk = new byte[64 * 1024];
    bool ended;

    /// <summary>Empty once nothing more will come.</summary>
    public async Task<byte[]> NextAsync()
    {
        using var block = new MemoryStream();
        var startedAt = time.GetTimestamp();
        try
        {
            while (!ended && block.Length < Most && (block.Length == 0 || time.GetElapsedTime(startedAt) < Patience))
            {
                var read = await body.ReadAsync(chunk, CancellationToken.None);
                ended = read == 0;
                block.Write(chunk, 0, read);
            }
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException or ConnectionAbortedException)
        {
            // The sender asks for the offset and goes on from there.
            ended = true;
        }

        return block.Whole();
    }
}
