using Org.BouncyCastle.Bcpg;
using Org.BouncyCastle.Bcpg.OpenPgp;
using Org.BouncyCastle.Security;

namespace CptsReferral.Standalone.Backups;

/// <summary>
/// A file for one recipient, as RFC 9580 has it: AES-256, compressed, with the code that shows that it was not changed. Made with a public key, so that
/// whoever takes backups cannot read them; any OpenPGP program opens it.
/// </summary>
static class OpenPgpFile
{
    const int Piece = 1 << 16;

    /// <summary>Writes all that <paramref name="content"/> writes; the file is whole when this has ended.</summary>
    /// <exception cref="BackupException">The file of the recipient holds no key to encrypt to.</exception>
    public static async Task WriteAsync(Stream output, FileInfo recipient, TimeProvider time, Func<Stream, Task> content)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var generator = new PgpEncryptedDataGenerator(SymmetricKeyAlgorithmTag.Aes256, withIntegrityPacket: true, new SecureRandom());
        generator.AddMethod(KeyOf(recipient, now));
        await using var encrypted = generator.Open(output, new byte[Piece]);
        await using var compressed = new PgpCompressedDataGenerator(CompressionAlgorithmTag.Zip).Open(encrypted, new byte[Piece]);
        await using var literal = new PgpLiteralDataGenerator().Open(compressed, PgpLiteralData.Binary, "cpts-referral.jsonl", now, new byte[Piece]);
        await content(literal);
    }

    /// <summary>Whether the file is as it was written, found out by reading all of it.</summary>
    /// <inheritdoc cref="Read"/>
    public static async Task<bool> IsIntactAsync(FileInfo file, FileInfo secretKey, string passphrase, CancellationToken cancellation)
    {
        await using var input = file.OpenRead();
        var (content, intact) = Read(input, secretKey, passphrase);
        try
        {
            await content.CopyToAsync(Stream.Null, cancellation);
            return intact();
        }
        catch (Exception changed) when (changed is not (OperationCanceledException or OutOfMemoryException))
        {
            // By the cipher, by what unpacks, by the end that is missing: each finds out in its own way.
            return false;
        }
    }

    /// <summary>What was written, and whether it is as it was written: to be asked when all was read.</summary>
    /// <exception cref="BackupException">The file is none, is not for this key, or the passphrase does not open it.</exception>
    public static (Stream Content, Func<bool> Intact) Read(Stream input, FileInfo secretKey, string passphrase)
    {
        var encrypted = EncryptedIn(input);
        var keys = SecretKeysIn(secretKey);
        var data = encrypted.GetEncryptedDataObjects().OfType<PgpPublicKeyEncryptedData>().FirstOrDefault(data => keys.GetSecretKey(data.KeyId) is not null)
            ?? throw new BackupException("The backup is not for this key.");
        if (!data.IsIntegrityProtected())
            throw new BackupException("The file carries nothing that shows whether it was changed: no backup of this program does so.");
        var content = new PgpObjectFactory(data.GetDataStream(Opened(keys.GetSecretKey(data.KeyId), passphrase))).NextPgpObject();
        if (content is PgpCompressedData compressed)
            content = new PgpObjectFactory(compressed.GetDataStream()).NextPgpObject();
        return content is PgpLiteralData literal ? (literal.GetInputStream(), data.Verify) : throw new BackupException("The file is no backup.");
    }

    static PgpPublicKey KeyOf(FileInfo recipient, DateTime now)
    {
        using var file = recipient.OpenRead();
        try
        {
            using var decoded = PgpUtilities.GetDecoderStream(file);
            // A subkey made for this before the main one, which signs; the newest of several.
            return new PgpPublicKeyRingBundle(decoded).GetKeyRings().SelectMany(ring => ring.GetPublicKeys())
                .Where(key => key.IsEncryptionKey && !key.HasRevocation() && (key.GetValidSeconds() == 0 || key.CreationTime.AddSeconds(key.GetValidSeconds()) > now))
                .OrderBy(key => key.IsMasterKey).ThenByDescending(key => key.CreationTime).FirstOrDefault()
                ?? throw new BackupException($"{recipient.FullName} holds no key to encrypt to that is still valid.");
        }
        catch (Exception wrong) when (wrong is PgpException or IOException)
        {
            throw new BackupException($"{recipient.FullName} is no public key: export one with gpg --export.");
        }
    }

    static PgpEncryptedDataList EncryptedIn(Stream input)
    {
        try
        {
            var objects = new PgpObjectFactory(PgpUtilities.GetDecoderStream(input));
            for (var found = objects.NextPgpObject(); found is not null; found = objects.NextPgpObject())
            {
                if (found is PgpEncryptedDataList list)
                    return list;
            }
        }
        catch (Exception wrong) when (wrong is PgpException or IOException)
        {
            // Told as every other file that is none.
        }

        throw new BackupException("The file is no backup.");
    }

    static PgpSecretKeyRingBundle SecretKeysIn(FileInfo secretKey)
    {
        using var file = secretKey.OpenRead();
        try
        {
            using var decoded = PgpUtilities.GetDecoderStream(file);
            return new PgpSecretKeyRingBundle(decoded);
        }
        catch (Exception wrong) when (wrong is PgpException or IOException)
        {
            throw new BackupException($"{secretKey.FullName} is no secret key: export one with gpg --export-secret-keys.");
        }
    }

    static PgpPrivateKey Opened(PgpSecretKey key, string passphrase)
    {
        try
        {
            return key.ExtractPrivateKeyUtf8(passphrase.ToCharArray());
        }
        catch (PgpException)
        {
            throw new BackupException("The passphrase does not open the secret key: give it as Backup__Passphrase in the environment.");
        }
    }
}
