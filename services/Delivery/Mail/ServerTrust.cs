using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;

namespace CptsReferral.Delivery.Mail;

/// <summary>Health networks sign with authorities of their own, which no machine knows by itself.</summary>
static class ServerTrust
{
    public static void Apply(SmtpClient client, MailOptions mail)
    {
        if (string.IsNullOrEmpty(mail.TrustedRoots))
            return;
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(mail.TrustedRoots);
        client.ServerCertificateValidationCallback = (_, certificate, sent, errors) =>
            certificate is X509Certificate2 server && (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None && Leads(server, sent, roots);
    }

    static bool Leads(X509Certificate2 server, X509Chain? sent, X509Certificate2Collection roots)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        if (sent is not null)
            chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        // A revoked certificate is refused; a revocation list that cannot be reached does not stop the mail.
        chain.ChainPolicy.RevocationMode = X509RevocationMode.Online;
        chain.ChainPolicy.VerificationFlags = X509VerificationFlags.IgnoreEndRevocationUnknown
            | X509VerificationFlags.IgnoreCertificateAuthorityRevocationUnknown
            | X509VerificationFlags.IgnoreRootRevocationUnknown;
        return chain.Build(server);
    }
}
