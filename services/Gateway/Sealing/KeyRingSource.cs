using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CptsReferral.Gateway.Readings.Seals;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption;
using Microsoft.AspNetCore.DataProtection.AuthenticatedEncryption.ConfigurationModel;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;

namespace CptsReferral.Gateway.Sealing;

/// <summary>Reads the folder of the keys as it is now. ASP.NET Core Data Protection does what is cryptography; it is set up apart from the one that
/// protects cookies, so that neither opens what the other made.</summary>
sealed class KeyRingSource(ILoggerFactory loggers)
{
    const string Application = "CptsReferral.Content";

    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>A ring of the keys that are there; never changes by itself but for keys that it makes.</summary>
    public KeyRingSnapshot Read(ContentOptions options)
    {
        var folder = Folder(options);
        // Taken before the keys are read: what comes meanwhile is seen as a change.
        var listing = KeyRingSnapshot.List(folder);
        var files = new FileSystemXmlRepository(folder, loggers);
        var services = new ServiceCollection().AddSingleton(loggers);
        var protection = services.AddDataProtection()
            .SetApplicationName(Application)
            .AddKeyManagementOptions(keys => keys.XmlRepository = files)
            .SetDefaultKeyLifetime(options.KeyLifetime)
            .UseCryptographicAlgorithms(new AuthenticatedEncryptorConfiguration { EncryptionAlgorithm = EncryptionAlgorithm.AES_256_GCM });
        if (options.Certificate.Path.Length > 0)
        {
            var certificates = Certificates(options.Certificate);
            protection.ProtectKeysWithCertificate(certificates[0]).UnprotectKeysWithAnyCertificate(certificates);
        }

#pragma warning disable ASP0000 // A container of its own keeps these keys apart from those of the host's own Data Protection.
        var parts = services.BuildServiceProvider();
#pragma warning restore ASP0000
        return new KeyRingSnapshot(folder, listing, files, parts.GetRequiredService<IDataProtectionProvider>(), parts.GetRequiredService<IKeyManager>());
    }

    /// <summary>Whether the keys can be used: found out at start, and told with the option's name.</summary>
    public ValidateOptionsResult Check(ContentOptions options)
    {
        const string path = $"{ContentOptions.Section}:{nameof(ContentOptions.Certificate)}:{nameof(ContentCertificateOptions.Path)}";
        const string password = $"{ContentOptions.Section}:{nameof(ContentOptions.Certificate)}:{nameof(ContentCertificateOptions.Password)}";
        const string directory = $"{ContentOptions.Section}:{nameof(ContentOptions.KeysDirectory)}";
        var certificate = options.Certificate;
        try
        {
            if (certificate.Path.Length == 0 && certificate.Password.Length > 0)
                return ValidateOptionsResult.Fail($"{path} is missing, although {password} is set.");
            if (certificate.Path.Length > 0 && !File.Exists(certificate.Path))
                return ValidateOptionsResult.Fail($"{path} names no file.");
            if (certificate.Path.Length > 0 && Certificates(certificate).Length == 0)
                return ValidateOptionsResult.Fail($"{path} holds no RSA certificate with its private key.");
        }
        catch (CryptographicException)
        {
            return ValidateOptionsResult.Fail($"{password} does not open the PKCS#12 file of {path}.");
        }

        try
        {
            var ring = Read(options);
            // Data Protection would leave aside a key that it cannot read, and make another one.
            foreach (var key in ring.Keys)
                _ = key.CreateEncryptor();
            if (!ring.Opens(Path.Combine(options.KeysDirectory, SearchKey.FileName), SearchKey.Place))
            {
                return ValidateOptionsResult.Fail(
                    $"{directory} lacks the key of {SearchKey.FileName}. Put it back; or remove {SearchKey.FileName}, and patients are indexed anew under another one.");
            }

            return ring.Opens(Path.Combine(options.KeysDirectory, ReadingKey.FileName), ReadingKey.Place)
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    $"{directory} lacks the key of {ReadingKey.FileName}. Put it back; or remove {ReadingKey.FileName}, and readings from before cannot be verified any more.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return ValidateOptionsResult.Fail($"{directory} cannot be read and written.");
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return ValidateOptionsResult.Fail($"{path} and {password} do not open the keys in {directory}.");
        }
    }

    static DirectoryInfo Folder(ContentOptions options) =>
        OperatingSystem.IsWindows() ? Directory.CreateDirectory(options.KeysDirectory) : Directory.CreateDirectory(options.KeysDirectory, OwnerOnly);

    static X509Certificate2[] Certificates(ContentCertificateOptions certificate) =>
    [
        .. X509CertificateLoader.LoadPkcs12CollectionFromFile(certificate.Path, certificate.Password)
            .Where(one => one.HasPrivateKey && one.GetRSAPrivateKey() is not null)
            .OrderByDescending(one => one.NotBefore),
    ];
}
