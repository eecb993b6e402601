using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;

namespace CptsReferral.Gateway.SignIn;

/// <summary>Keys of the access tokens, in files that all processes of the gateway share; made on first use, by whoever comes first.</summary>
sealed class SigningKeys(IOptions<GatewayOptions> gateway, TimeProvider time) : IConfigureOptions<OpenIddictServerOptions>, IConfigureOptions<OpenIddictServerAspNetCoreOptions>
{
    const int RsaBits = 3072;
    const int EncryptionKeyBytes = 32;

    public void Configure(OpenIddictServerOptions options)
    {
        var folder = Directory.CreateDirectory(gateway.Value.KeysDirectory).FullName;
        var rsa = RSA.Create();
        rsa.ImportFromPem(ReadOrMake(Path.Combine(folder, "token-signing.pem"), () =>
        {
            using var made = RSA.Create(RsaBits);
            return made.ExportPkcs8PrivateKeyPem();
        }));
        var encryption = Convert.FromBase64String(ReadOrMake(
            Path.Combine(folder, "token-encryption.key"), () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(EncryptionKeyBytes))));

        options.SigningCredentials.Add(new SigningCredentials(new RsaSecurityKey(rsa), SecurityAlgorithms.RsaSha256));
        options.EncryptionCredentials.Add(new EncryptingCredentials(
            new SymmetricSecurityKey(encryption), SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
        options.AccessTokenLifetime = gateway.Value.TokenLifetime;
        options.TimeProvider = time;
    }

    public void Configure(OpenIddictServerAspNetCoreOptions options) => options.DisableTransportSecurityRequirement = gateway.Value.AllowHttp;

    // Written beside and moved into place: another process sees no file or a whole one, and the first to move wins.
    static string ReadOrMake(string path, Func<string> make)
    {
        if (!File.Exists(path))
        {
            var draft = path + "." + Guid.CreateVersion7().ToString("N");
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using (var writer = new StreamWriter(draft, options))
                writer.Write(make());

            try
            {
                File.Move(draft, path, overwrite: false);
            }
            catch (IOException) when (File.Exists(path))
            {
                File.Delete(draft);
            }
        }

        return File.ReadAllText(path);
    }
}
