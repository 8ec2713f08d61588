using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>What nginx's error log says of a refusal.</summary>
[Names(
    "credentials.rejected",
    "user.unknown",
    "password.wrong",
    "credentials.missing",
    "server.user-file-unusable",
    "server.file-denied",
    "client.address-denied",
    "client.rate-exceeded",
    "client.concurrency-exceeded",
    "upstream.unreachable",
    "upstream.timeout",
    "provider.unreachable",
    "header.too-large",
    "token.expired",
    "token.signature-invalid",
    "token.key-unknown",
    "certificate.expired",
    "certificate.missing",
    "certificate.untrusted",
    "refusal.as-server-error",
    "waf.blocked",
    "cookie.too-large"
)]
internal sealed class NginxLogRule : PhraseRule
{
    protected override IReadOnlyList<LogPhrase> Phrases { get; } =
    [
        new(
            "user \"*\" was not found in \"",
            Causes.User.Unknown,
            Strength.Decisive,
            $"Add the user to the file that auth_basic_user_file names: htpasswd FILE USER"
        ),
        new(
            "user \"*\": password mismatch",
            Causes.Password.Wrong,
            Strength.Decisive,
            $"Set the user's password anew: htpasswd FILE USER"
        ),
        new("no user/password was provided for basic authentication", Causes.Credentials.Missing, Strength.Strong),
        new(
            "crypt_r() failed",
            Causes.Server.UserFileUnusable,
            Strength.Decisive,
            $"Write the file with a hash this system knows: htpasswd -m (apr1) or openssl passwd -6"
        ),
        new(
            "open() \"*.htpasswd\" failed (2",
            Causes.Server.UserFileUnusable,
            Strength.Decisive,
            $"Let auth_basic_user_file name the file by its absolute path"
        ),
        new(
            "open() \"*passw*\" failed (2",
            Causes.Server.UserFileUnusable,
            Strength.Decisive,
            $"Let auth_basic_user_file name the file by its absolute path"
        ),
        new(
            "open() \"*htpasswd*\" failed (13",
            Causes.Server.UserFileUnusable,
            Strength.Decisive,
            $"Let nginx's account read the file: chown root:www-data FILE && chmod 640 FILE"
        ),
        new(
            "open() \"*passw*\" failed (13",
            Causes.Server.UserFileUnusable,
            Strength.Decisive,
            $"Let nginx's account read the file: chown root:www-data FILE && chmod 640 FILE"
        ),
        new(
            "failed (13: Permission denied)*while connecting to upstream",
            Causes.Upstream.Unreachable,
            Strength.Strong,
            $"Where SELinux guards the server: setsebool -P httpd_can_network_connect 1"
        ),
        new(
            "failed (13: Permission denied)",
            Causes.Server.FileDenied,
            Strength.Decisive,
            $"Let nginx's account read the file and pass each folder above it: namei -l FILE shows which right is missing"
        ),
        new(
            "directory index of \"*\" is forbidden",
            Causes.Server.FileDenied,
            Strength.Strong,
            $"Put an index file there, or name one with index"
        ),
        new(
            "access forbidden by rule",
            Causes.Client.AddressDenied,
            Strength.Strong,
            $"Change the allow and deny lines of that location"
        ),
        new("ModSecurity: Access denied", Causes.Waf.Blocked, Strength.Decisive),
        new(
            "limiting requests",
            Causes.Client.RateExceeded,
            Strength.Strong,
            $"Raise limit_req's rate or burst, and set limit_req_status 429"
        ),
        new(
            "limiting connections",
            Causes.Client.ConcurrencyExceeded,
            Strength.Strong,
            $"Raise limit_conn, and set limit_conn_status 429"
        ),
        new(
            "auth request unexpected status: 50",
            Causes.Provider.Unreachable,
            Strength.Strong,
            $"Look at the server that auth_request asks: it fails or is away"
        ),
        new(
            "auth request unexpected status: 30",
            Causes.Refusal.AsServerError,
            Strength.Strong,
            $"Let the server that auth_request asks answer 401 in place of a redirect, and send browsers to its sign-in page with error_page 401"
        ),
        new(
            "auth request unexpected status: 40",
            Causes.Refusal.AsServerError,
            Strength.Strong,
            $"auth_request knows 2xx, 401 and 403 alone: check the address that it asks and its proxy_set_header lines"
        ),
        new("auth request unexpected status", Causes.Refusal.AsServerError, Strength.Strong),
        new(
            "upstream sent too big header",
            Causes.Header.TooLarge,
            Strength.Strong,
            $"Raise proxy_buffer_size to 16k and proxy_buffers to 8 16k"
        ),
        new(
            "client sent too large header line",
            Causes.Header.TooLarge,
            Strength.Decisive,
            $"Raise large_client_header_buffers, or make the token or cookie smaller"
        ),
        new(
            "client sent too long header line",
            Causes.Header.TooLarge,
            Strength.Decisive,
            $"Raise large_client_header_buffers, or make the token or cookie smaller"
        ),
        new(
            "client sent too large request",
            Causes.Header.TooLarge,
            Strength.Strong,
            $"Raise large_client_header_buffers"
        ),
        new("client SSL certificate verify error*expired", Causes.Certificate.Expired, Strength.Decisive),
        new(
            "client SSL certificate verify error",
            Causes.Certificate.Untrusted,
            Strength.Decisive,
            $"Put the certificate's issuer into ssl_client_certificate"
        ),
        new("client sent no required SSL certificate", Causes.Certificate.Missing, Strength.Decisive),
        new("auth_jwt*token has expired", Causes.Token.Expired, Strength.Decisive),
        new("JWT*expired", Causes.Token.Expired, Strength.Strong),
        new("JWT*signature*fail", Causes.Token.SignatureInvalid, Strength.Strong),
        new("JWT*key*not found", Causes.Token.KeyUnknown, Strength.Strong),
        new("connect() failed (111*auth", Causes.Provider.Unreachable, Strength.Strong),
        new(
            "connect() failed (111",
            Causes.Upstream.Unreachable,
            Strength.Strong,
            $"Start the server behind, or correct the address in proxy_pass"
        ),
        new("no live upstreams", Causes.Upstream.Unreachable, Strength.Strong),
        new("upstream timed out", Causes.Upstream.Timeout, Strength.Strong),
    ];

    protected override bool IsMeant(Doctor.Logs.LogMessage message) =>
        message.Format == "nginx error log"
        || (
            message.Text.Contains(", client: ", StringComparison.Ordinal)
            && message.Text.Contains(", server: ", StringComparison.Ordinal)
        );
}
