using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>What Apache's error log says of a refusal, by the numbers of its messages.</summary>
[Names(
    "password.wrong",
    "user.unknown",
    "credentials.rejected",
    "credentials.missing",
    "credentials.scheme-unsupported",
    "server.user-file-unusable",
    "server.file-denied",
    "server.configuration",
    "client.address-denied",
    "access.role-missing",
    "access.permission-denied",
    "digest.nonce-stale",
    "digest.nonce-unknown",
    "digest.uri-mismatch",
    "digest.response-wrong",
    "digest.replayed",
    "digest.algorithm-unsupported",
    "digest.qop-unsupported",
    "provider.outage-as-401",
    "negotiate.ticket-invalid",
    "negotiate.clock-skew",
    "certificate.untrusted",
    "certificate.expired",
    "token.expired",
    "provider.state-mismatch",
    "provider.unreachable",
    "header.too-large",
    "waf.blocked",
    "credentials.incomplete",
    "credentials.malformed"
)]
internal sealed class ApacheLogRule : PhraseRule
{
    protected override IReadOnlyList<LogPhrase> Phrases { get; } =
    [
        new("AH01617", Causes.Password.Wrong, Strength.Decisive, $"Set the user's password anew: htpasswd FILE USER"),
        new(
            "AH01618",
            Causes.User.Unknown,
            Strength.Decisive,
            $"Add the user to the file that AuthUserFile names: htpasswd FILE USER"
        ),
        new(
            "AH01620",
            Causes.Server.UserFileUnusable,
            Strength.Decisive,
            $"Let AuthUserFile name a file that is there and that Apache's account may read, by its absolute path"
        ),
        new(
            "AH01614",
            Causes.Credentials.SchemeUnsupported,
            Strength.Strong,
            $"The caller used another scheme than AuthType names: let it send what the challenge asks for"
        ),
        new("AH01619", Causes.Server.UserFileUnusable, Strength.Strong, $"Name the password file with AuthUserFile"),
        new("AH01621", Causes.Server.UserFileUnusable, Strength.Strong, $"Name the password file with AuthUserFile"),
        new(
            "AH01622",
            Causes.Server.UserFileUnusable,
            Strength.Decisive,
            $"Let AuthUserFile name a file that is there and that Apache's account may read, by its absolute path"
        ),
        new("AH01615", Causes.Server.Configuration, Strength.Strong, $"Say AuthName beside AuthType"),
        new("AH01780", Causes.Server.Configuration, Strength.Strong, $"Say AuthName beside AuthType"),
        new(
            "AH01616",
            Causes.Server.Configuration,
            Strength.Strong,
            $"Name a provider with AuthBasicProvider and load its module"
        ),
        new(
            "AH01770",
            Causes.Server.Configuration,
            Strength.Strong,
            $"Name a provider with AuthDigestProvider and load its module"
        ),
        new("AH01796", Causes.Server.Configuration, Strength.Strong, $"Load the module of that AuthType"),
        new("AH01629", Causes.Credentials.Missing, Strength.Moderate),
        new("AH01663", Causes.Access.RoleMissing, Strength.Strong, $"Name the user in a Require line"),
        new("AH01664", Causes.Server.Configuration, Strength.Strong, $"Name the file of groups with AuthGroupFile"),
        new(
            "AH01665",
            Causes.Server.UserFileUnusable,
            Strength.Strong,
            $"Let AuthGroupFile name a file that is there and readable"
        ),
        new(
            "AH01669",
            Causes.Server.UserFileUnusable,
            Strength.Strong,
            $"Let AuthGroupFile name a file that is there and readable"
        ),
        new("AH01670", Causes.Access.RoleMissing, Strength.Strong),
        new("AH01671", Causes.Access.RoleMissing, Strength.Strong),
        new("AH01707", Causes.Access.RoleMissing, Strength.Strong),
        new(
            "AH01720",
            Causes.Access.RoleMissing,
            Strength.Strong,
            $"Put the user into the group that Require ldap-group names"
        ),
        new("AH01692", Causes.Credentials.Incomplete, Strength.Strong),
        new("AH01773", Causes.Digest.Replayed, Strength.Moderate),
        new("AH01774", Causes.Digest.Replayed, Strength.Strong),
        new("AH01779", Causes.Digest.NonceStale, Strength.Strong),
        new(
            "AH01781",
            Causes.Credentials.SchemeUnsupported,
            Strength.Strong,
            $"The caller used another scheme than Digest: let it send what the challenge asks for"
        ),
        new("AH01782", Causes.Credentials.Malformed, Strength.Strong),
        new("AH01783", Causes.Credentials.Malformed, Strength.Strong),
        new(
            "AH01785",
            Causes.Digest.UriMismatch,
            Strength.Decisive,
            $"Let no proxy change the path, and see that the caller signs the query as it sends it"
        ),
        new(
            "AH01786",
            Causes.Digest.UriMismatch,
            Strength.Decisive,
            $"Let no proxy change the path, and see that the caller signs the query as it sends it"
        ),
        new("AH01787", Causes.Digest.NonceUnknown, Strength.Strong),
        new("AH02533", Causes.Digest.ResponseWrong, Strength.Strong),
        new(
            "AH01797",
            Causes.Client.AddressDenied,
            Strength.Strong,
            $"Replace Order, Allow and Deny by Require, or allow the address there"
        ),
        new(
            "AH01630",
            Causes.Client.AddressDenied,
            Strength.Strong,
            $"Change the Require lines that cover this path (Require all denied is inherited)"
        ),
        new(
            "AH01631",
            Causes.Access.RoleMissing,
            Strength.Strong,
            $"Name the user or one of its groups in a Require line"
        ),
        new("AH01666", Causes.Access.RoleMissing, Strength.Strong),
        new("AH01667", Causes.Access.RoleMissing, Strength.Strong),
        new("AH01695*LDAP: ldap_simple_bind*Can't contact LDAP server", Causes.Provider.OutageAs401, Strength.Decisive),
        new(
            "Can't contact LDAP server",
            Causes.Provider.OutageAs401,
            Strength.Decisive,
            $"Make the directory reachable from the web server; until then answer 503"
        ),
        new("AH01695*User not found", Causes.User.Unknown, Strength.Decisive),
        new("AH01695*Invalid credentials", Causes.Password.Wrong, Strength.Decisive),
        new("User not found][No such object", Causes.User.Unknown, Strength.Strong),
        new("ldap_simple_bind*Invalid credentials", Causes.Credentials.Rejected, Strength.Strong),
        new("AH01702", Causes.Access.RoleMissing, Strength.Moderate),
        new("AH01775", Causes.Digest.NonceUnknown, Strength.Strong),
        new("AH01776", Causes.Digest.NonceUnknown, Strength.Strong),
        new("AH01777", Causes.Digest.NonceUnknown, Strength.Strong),
        new("AH01778", Causes.Digest.NonceStale, Strength.Strong),
        new("uri mismatch - <", Causes.Digest.UriMismatch, Strength.Decisive),
        new(
            "AH01788",
            Causes.Digest.ResponseWrong,
            Strength.Strong,
            $"The realm that the caller signed with is not the server's: AuthName and the realm in the password file must be the same"
        ),
        new("AH01789", Causes.Digest.AlgorithmUnsupported, Strength.Strong),
        new(
            "AH01790",
            Causes.User.Unknown,
            Strength.Decisive,
            $"Add the user under this realm: htdigest FILE REALM USER"
        ),
        new(
            "AH01791",
            Causes.User.Unknown,
            Strength.Strong,
            $"Add the user under this realm: htdigest FILE REALM USER"
        ),
        new("AH01794", Causes.Password.Wrong, Strength.Decisive),
        new(
            "AH00529",
            Causes.Server.FileDenied,
            Strength.Decisive,
            $"Let Apache's account read .htaccess and pass each folder above it: namei -l FILE"
        ),
        new(
            "AH00035",
            Causes.Server.FileDenied,
            Strength.Decisive,
            $"Let Apache's account pass each folder above the file: namei -l FILE shows which right is missing"
        ),
        new("AH00132", Causes.Server.FileDenied, Strength.Decisive, $"Let Apache's account read the file"),
        new("AH00037", Causes.Server.FileDenied, Strength.Strong, $"Options FollowSymLinks, or no link there"),
        new(
            "AH01276",
            Causes.Server.FileDenied,
            Strength.Strong,
            $"Put an index file there, or name one with DirectoryIndex"
        ),
        new(
            "AH00027",
            Causes.Server.Configuration,
            Strength.Strong,
            $"Say AuthType and AuthBasicProvider where Require valid-user stands"
        ),
        new(
            "AH00025",
            Causes.Server.Configuration,
            Strength.Strong,
            $"A Require line stands without AuthType: add AuthType, AuthName and a provider"
        ),
        new(
            "configuration error:  couldn't",
            Causes.Server.Configuration,
            Strength.Strong,
            $"Say AuthType, AuthName and a provider where Require stands"
        ),
        new("ModSecurity: Access denied", Causes.Waf.Blocked, Strength.Decisive),
        new("gss_accept_sec_context() failed*clock skew", Causes.Negotiate.ClockSkew, Strength.Decisive),
        new("gss_accept_sec_context*Clock skew too great", Causes.Negotiate.ClockSkew, Strength.Decisive),
        new(
            "gss_accept_sec_context",
            Causes.Negotiate.TicketInvalid,
            Strength.Strong,
            $"Check the keytab and the service principal HTTP/host of the name that callers use"
        ),
        new("AH02039*expired", Causes.Certificate.Expired, Strength.Decisive),
        new("AH02039", Causes.Certificate.Untrusted, Strength.Decisive),
        new("oidc_*state*not found", Causes.Provider.StateMismatch, Strength.Strong),
        new("oidc_*no*state cookie", Causes.Provider.StateMismatch, Strength.Strong),
        new("oidc_*curl_easy_perform*failed", Causes.Provider.Unreachable, Strength.Strong),
        new("oidc_*expired", Causes.Token.Expired, Strength.Moderate),
        new(
            "AH00561",
            Causes.Header.TooLarge,
            Strength.Decisive,
            $"Raise LimitRequestFieldSize, or make the token or cookie smaller"
        ),
        new("exceeds server limit", Causes.Header.TooLarge, Strength.Strong, $"Raise LimitRequestFieldSize"),
        new("authentication failure for \"*Password Mismatch", Causes.Password.Wrong, Strength.Decisive),
    ];

    protected override bool IsMeant(Doctor.Logs.LogMessage message) =>
        message.Format == "Apache error log" || message.Text.Contains("AH0", StringComparison.Ordinal);
}
