using System.Security.Cryptography;
using System.Text;
using CptsReferral.Gateway.Sealing;
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

    static string ReadOrMake(string path, Func<string> make) =>
        Encoding.UTF8.GetString(FileMadeOnce.Read(path, () => Encoding.UTF8.GetBytes(make())));
}
