using Microsoft.AspNetCore.Connections;

namespace CptsReferral.Gateway.Portal.Uploads;

/// <summary>Reads a piece as far as it comes: when the line breaks in the middle of it, what arrived is kept and need not be sent again.</summary>
static class ArrivingPiece
{
    /// <summary>Null when there is more than the file may still have.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, long most)
    {
        using var buffer = new MemoryStream();
        var chunk = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(chunk, CancellationToken.None)) > 0)
            {
                if (buffer.Length + read > most)
                    return null;
                buffer.Write(chunk, 0, read);
            }
        }
        catch (Exception cut) when (cut is IOException or OperationCanceledException or ConnectionAbortedException)
        {
            // The sender asks for the offset and goes on from there.
        }

        return buffer.ToArray();
    }
}
