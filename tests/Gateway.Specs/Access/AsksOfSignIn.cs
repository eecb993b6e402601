namespace CptsReferral.Gateway.Specs.Access;

static partial class Asks
{
    static void SignIn()
    {
        Add("POST /connect/token", "asks for a token of the requester's software", _ => new Ask(HttpMethod.Post, "/connect/token",
            ("application/x-www-form-urlencoded", "grant_type=client_credentials&client_id=demo-gp&client_secret=demo"u8.ToArray())));
        Add("POST /connect/token", "asks for a token with a wrong secret", _ => new Ask(HttpMethod.Post, "/connect/token",
            ("application/x-www-form-urlencoded", "grant_type=client_credentials&client_id=demo-gp&client_secret=guessed"u8.ToArray())));
        Add("POST /sign-in", "tries a wrong password", _ => Ask.Posts("/sign-in", "password", ("email", "demo-gp@example.org"), ("password", "deviné")));
        Add("POST /sign-in/enrol", "sends a code, with no password before", _ => Ask.Posts("/sign-in/enrol", "enrol", ("code", "000000")));
        Add("POST /sign-in/recovery", "sends a code, with no password before", _ => Ask.Posts("/sign-in/recovery", "code", ("code", "000000")));
        Add("POST /sign-in/second-factor", "sends a code, with no password before", _ => Ask.Posts("/sign-in/second-factor", "code", ("code", "000000")));
        Add("POST /activate/{Secret}", "chooses too short a password", s => Ask.Posts($"/activate/{s.Secret}", "password", ("password", "court")));
        Add("POST /activate/{Secret}", "guesses a link", _ => Ask.Posts("/activate/guessed", "password", ("password", "trois girafes au marché de Pau")));
        Add("POST /activate/{secret}/passkey-options", "begins a passkey", s => new Ask(HttpMethod.Post, $"/activate/{s.Secret}/passkey-options"));
        Add("POST /activate/{secret}/passkey-options", "guesses a link", _ => new Ask(HttpMethod.Post, "/activate/guessed/passkey-options"));
        Add("GET /activate/{Secret}", "guesses a link", _ => Ask.Reads("/activate/guessed"));
        // The framework seals where it leads.
        Add("GET /_framework/opaque-redirect", "guesses an address", _ => Ask.Reads("/_framework/opaque-redirect?url=guessed"));
        Add("POST /sign-in/passkey-options", "begins a passkey", _ => new Ask(HttpMethod.Post, "/sign-in/passkey-options"));
        Add("POST /account/passkey-options", "begins a passkey", _ => new Ask(HttpMethod.Post, "/account/passkey-options"));
        Add("POST /account", "changes how they are told", _ => Ask.Posts("/account", "notices", ("phone", "+33 1 99 00 00 99")));
        Add("POST /language", "chooses English", _ => Ask.Posts("/language", "", ("language", "en"), ("returnUrl", "/offline")));
        Add("POST /sign-out", "signs out", _ => Ask.Posts("/sign-out", ""));
    }
}
