using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Words;

/// <summary>
/// Reads what no table of phrases holds: sentences in which something is named and something said of it. Each sentence
/// means one thing at most: the first of these that fits, the more special ones before the general.
/// </summary>
internal static class Meanings
{
    private const int LongestSentence = 400;

    private const int MostSentences = 600;

    private static readonly string[] Failed =
    [
        "invalid",
        "not valid",
        "failed",
        "fails",
        "failure",
        "unable to",
        "could not",
        "cannot",
        "can't",
        "mismatch",
        "does not match",
        "doesn't match",
        "did not match",
        "not match",
        "wrong",
        "incorrect",
        "bad",
        "rejected",
        "unexpected",
    ];

    private static readonly string[] Ended =
    [
        "expired",
        "has ended",
        "no longer valid",
        "too old",
        "is past",
        "outdated",
    ];

    private static readonly string[] Unknown =
    [
        "not found",
        "unknown",
        "no such",
        "does not exist",
        "doesn't exist",
        "not recognized",
        "not recognised",
        "unrecognized",
        "not known",
        "could not be found",
        "nonexistent",
    ];

    private static readonly string[] Away =
    [
        "connection refused",
        "econnrefused",
        "timed out",
        "timeout",
        "etimedout",
        "unreachable",
        "no such host",
        "enotfound",
        "could not connect",
        "cannot connect",
        "failed to connect",
        "unable to connect",
        "connection reset",
        "no route to host",
        "name resolution",
        "temporarily unavailable",
        "i/o timeout",
        "deadline exceeded",
        "host is down",
    ];

    private static readonly string[] Taken =
    [
        "revoked",
        "invalidated",
        "withdrawn",
        "terminated",
        "blacklisted",
        "deny list",
        "denylist",
        "blocklist",
        "cancelled",
        "canceled",
        "killed",
        "signed out",
        "logged out",
        "deleted",
    ];

    private static readonly string[] Saml = ["saml", "assertion", "shibboleth", "mellon", "lasso", "acs"];

    private static readonly string[] Tokens = ["token", "jwt", "bearer", "id token", "access token"];

    private static readonly string[] Sessions = ["session", "login session"];

    private static readonly Meaning[] All =
    [
        // Single sign-on by SAML: its own words for what tokens have too.
        Of(
            "saml.replayed",
            ["assertion", "message id", "response", "saml"],
            ["replay", "already used", "already been used", "already consumed", "used before", "duplicate"],
            Saml
        ),
        Of(
            "saml.signature-invalid",
            ["signature", "signed", "signing certificate"],
            [.. Failed, "not signed", "known certificate", "unsigned", "untrusted"],
            Saml
        ),
        Of(
            "saml.audience-mismatch",
            ["audience", "audiencerestriction", "audience restriction", "entity id"],
            [.. Failed, "none of", "not among", "not intended"],
            Saml
        ),
        Of(
            "saml.expired",
            ["assertion", "response", "notonorafter", "not on or after", "subjectconfirmation", "condition"],
            [.. Ended, "is before current", "not yet valid", "notbefore", "outside", "clock drift", "too late"],
            Saml
        ),
        Of(
            "saml.response-invalid",
            [
                "status code",
                "statuscode",
                "inresponseto",
                "in response to",
                "destination",
                "recipient",
                "saml response",
                "authn response",
                "assertion",
            ],
            [
                .. Failed,
                "not success",
                "is not success",
                "responder",
                "requester",
                "no authn context",
                "unsolicited",
                "missing",
            ],
            Saml
        ),
        // Digest, and other proofs of one use.
        Of("digest.nonce-stale", ["nonce"], ["stale", .. Ended], ["digest"]),
        Of(
            "digest.replayed",
            ["nonce", "nc", "nonce count"],
            ["replay", "already used", "reused", "out of order"],
            ["digest"]
        ),
        Of(
            "signature.clock-skewed",
            ["timestamp", "request time", "date header", "clock", "signed time", "x date"],
            [
                "too old",
                "skew",
                "expired",
                "in the future",
                "outside",
                "tolerance",
                "window",
                "too far",
                "drift",
                "stale",
                "difference",
            ],
            ["signature", "hmac", "signed", "webhook", "signing"]
        ),
        Of(
            "signature.body-changed",
            ["body", "payload", "content", "digest"],
            ["changed", "hash", "modified", "altered", "does not match", "mismatch", "tampered", "differs"],
            ["signature", "hmac", "signed", "webhook", "sha256", "sha 256"]
        ),
        // Tokens.
        Of(
            "token.binding-mismatch",
            ["dpop", "proof of possession", "certificate bound", "bound token", "cnf"],
            [.. Failed, "without", "missing", "required", "no proof"]
        ),
        Of(
            "token.not-yet-valid",
            Tokens,
            [
                "not yet valid",
                "used before issued",
                "issued in the future",
                "not active yet",
                "nbf",
                "before its time",
                "in the future",
            ]
        ),
        Of(
            "token.refresh-reused",
            ["refresh token"],
            ["reuse", "reused", "already used", "already been used", "rotated"]
        ),
        Of("token.expired", Tokens, Ended),
        Of("token.revoked", Tokens, Taken),
        Of("token.inactive", Tokens, ["inactive", "not active"]),
        Of(
            "token.key-unknown",
            ["kid", "signing key", "key id", "jwk", "jwks"],
            [.. Unknown, "no matching", "no key", "not in"]
        ) with
        {
            But = Away,
        },
        Of(
            "token.audience-mismatch",
            ["audience", "aud claim", "aud"],
            [.. Failed, "not allowed", "none of", "not intended", "not among", "expected"]
        ),
        Of(
            "token.issuer-untrusted",
            ["issuer", "iss claim"],
            [.. Failed, "untrusted", "not trusted", "unknown", "not allowed", "not configured", "expected"]
        ) with
        {
            But = ["discovery", "provider", "returned by", .. Away],
        },
        Of(
            "token.algorithm-refused",
            ["algorithm", "alg"],
            ["not allowed", "not supported", "unsupported", "forbidden", "disallowed", .. Failed],
            Tokens
        ),
        Of("token.signature-invalid", ["signature"], [.. Failed, "not verified"], Tokens) with
        {
            But = Away,
        },
        Of(
            "token.scope-insufficient",
            ["scope", "scopes"],
            ["insufficient", "missing", "required", "lacks", "not granted", "does not have", "needs"]
        ),
        // Sessions and cookies.
        Of(
            "session.expired-absolute",
            Sessions,
            ["maximum lifetime", "max lifetime", "maximum duration", "maximum age", "max age", "absolute", "longest"]
        ),
        Of("session.expired-idle", Sessions, ["idle", "inactivity", "inactive", "no activity"]),
        Of("session.revoked", Sessions, [.. Taken, "concurrent", "another device", "elsewhere", "replaced by"]),
        Of(
            "session.unreadable",
            ["cookie", "session", "ticket", "sealed"],
            [
                "decrypt",
                "decrypted",
                "unprotect",
                "tampered",
                "corrupt",
                "unreadable",
                "deserialize",
                "cannot be read",
                "bad signature",
                "invalid signature",
                "signature mismatch",
                "key ring",
            ]
        ),
        Of("session.unknown", Sessions, [.. Unknown, "-> (nil)", "gone", "missing from", "lost", "evicted"]) with
        {
            But = ["session not found in cookie"],
        },
        Of("session.expired-idle", Sessions, ["timed out", "timeout", "expired"]) with
        {
            But = ["key", "token"],
        },
        Of(
            "csrf.token-missing",
            ["csrf", "xsrf", "anti forgery", "antiforgery", "crumb", "authenticity token", "form token"],
            ["missing", "not present", "not provided", "absent", "required", "no "]
        ),
        Of(
            "csrf.token-invalid",
            ["csrf", "xsrf", "anti forgery", "antiforgery", "crumb", "authenticity token", "form token"],
            Failed
        ),
        Of(
            "csrf.cross-site",
            ["cross origin", "cross site", "sec fetch site", "origin header", "referer"],
            [
                "detected",
                "blocked",
                "denied",
                "forbidden",
                "rejected",
                "not allowed",
                "does not match",
                "mismatch",
                "refused",
            ]
        ) with
        {
            But = ["cors", "access control"],
        },
        // Providers.
        Of(
            "provider.account-unlinked",
            ["account", "identity"],
            [
                "without a pre existing account",
                "not linked",
                "no linked",
                "not connected",
                "not been linked",
                "link your",
                "connect it to",
                "no local user",
                "no local account",
            ]
        ),
        Of(
            "provider.misconfigured",
            ["issuer", "provider", "discovery", "redirect uri", "redirect_uri", "client id", "client secret"],
            [
                "misconfigured",
                "did not match the issuer returned",
                "not registered",
                "unknown client",
                "invalid client",
                "mismatching redirect",
                "not configured",
            ]
        ),
        Of(
            "provider.clock-skewed",
            ["provider", "idp", "id token", "issuer"],
            [
                "ahead of local clock",
                "behind local clock",
                "clock skew",
                "clock is",
                "ahead of",
                "seconds in the future",
            ]
        ),
        Of(
            "provider.unreachable",
            [
                "jwks",
                "keys",
                "discovery",
                "openid configuration",
                "introspection",
                "introspect",
                "identity provider",
                "idp",
                "oidc",
                "oauth",
                "well known",
                "userinfo",
                "token endpoint",
                "auth server",
                "authorization server",
                "ldap",
                "radius",
                "kdc",
            ],
            Away
        ),
        Of(
            "provider.state-mismatch",
            ["state"],
            [.. Failed, "missing", "not found"],
            ["oauth", "oidc", "callback", "authorization code", "login"]
        ) with
        {
            But = ["status", "statement", "account state"],
        },
        // People, keys, second factors.
        Of(
            "password.expired",
            ["password"],
            ["expired", "must be changed", "must change", "change your password", "needs to be changed"]
        ),
        Of(
            "password.wrong",
            ["password", "passphrase", "pin"],
            ["mismatch", "incorrect", "wrong", "does not match", "doesn't match", "invalid"]
        ) with
        {
            But =
            [
                "username or password",
                "user name or password",
                "user or password",
                "login or password",
                "email or password",
                "if a password",
                "e mail",
            ],
        },
        Of("user.locked", ["account", "user", "login"], ["locked", "lockout", "too many failed"]),
        Of(
            "user.disabled",
            ["account", "user"],
            [
                "disabled",
                "deactivated",
                "suspended",
                "blocked by an administrator",
                "not active",
                "inactive",
                "enabled=false",
                "is_active=false",
            ]
        ),
        Of("user.unknown", ["user", "account", "login", "principal"], Unknown) with
        {
            But = ["agent"],
        },
        Of("key.expired", ["api key", "apikey", "access key", "key"], Ended) with
        {
            But = ["keytab", "key ring", "signing"],
        },
        Of("key.revoked", ["api key", "apikey", "access key", "key"], [.. Taken, "disabled"]),
        Of(
            "key.address-denied",
            ["api key", "apikey", "key"],
            ["ip ", "address", "referer", "referrer", "restricted to"]
        ) with
        {
            But = ["signing", "valid email"],
        },
        Of("key.unknown", ["api key", "apikey", "api token"], [.. Unknown, .. Failed]),
        Of(
            "mfa.wrong",
            [
                "otp",
                "one time",
                "totp",
                "second factor",
                "two factor",
                "2fa",
                "mfa",
                "verification code",
                "authenticator",
                "passcode",
            ],
            [.. Failed, "expired"]
        ),
        Of(
            "mfa.required",
            [
                "otp",
                "one time",
                "totp",
                "second factor",
                "two factor",
                "2fa",
                "mfa",
                "multi factor",
                "verification code",
                "authenticator",
            ],
            ["required", "needed", "must", "missing", "not provided", "enter", "enroll", "enrol"]
        ),
        // Certificates of callers.
        Of("certificate.expired", ["client certificate", "client cert", "peer certificate"], Ended),
        Of("certificate.revoked", ["certificate"], ["revoked", "crl"]),
        Of(
            "certificate.unmapped",
            ["certificate"],
            [
                "not assigned",
                "no user",
                "not mapped",
                "no account",
                "no mapping",
                "maps to no",
                "no matching user",
                "not associated",
                "not registered",
                "not bound to",
            ]
        ),
        Of(
            "certificate.untrusted",
            ["client certificate", "client cert", "peer certificate"],
            ["unknown ca", "untrusted", "not trusted", "self signed", "unable to get", "issuer", .. Failed]
        ),
        Of(
            "certificate.missing",
            ["client certificate", "client cert", "mutual tls", "mtls"],
            ["required", "missing", "not sent", "not provided", "not presented", "no "]
        ),
        // Doors, gateways, what stands behind them.
        Of(
            "forward.peer-untrusted",
            ["x forwarded", "forwarded", "proxy protocol", "trusted proxies", "trusted proxy", "remote address"],
            ["not trusted", "untrusted", "not in", "not among", "ignored", "unknown peer", "spoof"]
        ),
        Of(
            "forward.description-conflicting",
            ["x forwarded", "forwarded"],
            ["conflict", "contradict", "disagree", "differ", "inconsistent", "twice", "multiple"]
        ),
        Of(
            "forward.description-missing",
            ["x forwarded", "forwarded", "x original"],
            ["missing", "not set", "empty", "absent", "required", "no "]
        ),
        Of(
            "request.framing-ambiguous",
            ["content length", "transfer encoding"],
            ["both", "conflict", "ambiguous", "smuggling", "multiple", "duplicate", "not allowed", "invalid"]
        ),
        Of(
            "request.path-ambiguous",
            ["path", "uri", "url"],
            [
                "encoded slash",
                "%2f",
                "%2e",
                "%5c",
                "dot segment",
                "traversal",
                "double slash",
                "ambiguous",
                "backslash",
                "normalized",
                "not normalised",
                "escaped slash",
            ]
        ),
        Of(
            "client.country-denied",
            ["country", "region", "geo", "location", "geoip"],
            ["denied", "blocked", "not allowed", "not available", "forbidden", "restricted"]
        ) with
        {
            But = ["aws", "bucket"],
        },
        Of(
            "client.host-denied",
            ["host name", "hostname", "reverse dns", "reverse lookup", "ptr"],
            ["denied", "blocked", "not allowed", "forbidden", "deny"]
        ),
        Of("client.banned", ["ip", "address", "client"], ["banned", "ban ", "fail2ban", "jail"]),
        Of(
            "client.address-denied",
            ["ip", "ip address", "address", "network", "source"],
            [
                "not allowed",
                "denied",
                "not whitelisted",
                "not in the allow",
                "allowlist",
                "whitelist",
                "not permitted",
                "forbidden",
                "blocked",
                "access forbidden by rule",
            ]
        ),
        Of(
            "client.concurrency-exceeded",
            ["concurrent", "connections", "simultaneous", "parallel"],
            ["too many", "limit", "exceeded", "limiting"]
        ) with
        {
            But = ["session"],
        },
        Of(
            "client.rate-exceeded",
            ["rate", "requests", "quota"],
            ["exceeded", "too many", "limit reached", "limiting", "throttled", "over the limit"]
        ),
        Of(
            "server.configuration",
            ["authentication", "auth", "jwt", "public key", "secret", "key file"],
            ["not configured", "no such file", "is not set", "misconfigured", "stay closed", "no configuration"]
        ),
        Of("access.application-refused", ["proxied", "forwarded to"], ["status=403", "status 403"]),
        Of(
            "account.not-activated",
            ["account", "user", "e mail", "email"],
            ["not activated", "not yet activated", "not confirmed", "not verified", "unverified", "pending activation"]
        ),
        Of(
            "server.store-unavailable",
            [
                "database",
                "store",
                "redis",
                "postgres",
                "mysql",
                "mariadb",
                "sqlite",
                "mongo",
                "sql",
                "user backend",
                "db",
            ],
            [
                .. Away,
                "unavailable",
                "locked",
                "disk full",
                "no space",
                "read only",
                "too many connections",
                "is down",
                "out of memory",
            ]
        ),
        Of("server.maintenance", ["maintenance"], ["mode", "scheduled", "in progress", "under", "down for", "planned"]),
        Of(
            "upstream.timeout",
            ["upstream", "backend", "gateway", "origin"],
            ["timed out", "timeout", "deadline exceeded"]
        ),
        Of("upstream.unreachable", ["upstream", "backend", "origin"], Away),
        Of(
            "upstream.unauthorized",
            ["upstream", "backend", "data source", "datasource", "remote", "origin server"],
            ["401", "unauthorized", "refused our", "rejected our"]
        ),
        Of(
            "access.nobody",
            ["route", "path", "rule", "policy", "location"],
            ["nobody", "no one", "deny all", "denies everyone", "denied to all", "no policy"]
        ),
        Of(
            "access.role-missing",
            ["role", "group", "groups", "roles", "member of"],
            ["missing", "required", "lacks", "not in", "does not have", "must have", "not a member", "needs"]
        ),
        Of(
            "access.permission-denied",
            ["permission", "permissions", "privilege", "policy", "acl", "not authorized to perform"],
            [
                "denied",
                "missing",
                "insufficient",
                "lacks",
                "required",
                "not granted",
                "does not have",
                "don't have",
                "forbids",
            ]
        ),
    ];

    /// <summary>The causes whose meaning may be read.</summary>
    public static IEnumerable<Cause> Named => All.Select(meaning => meaning.Cause).Distinct();

    /// <summary>
    /// What the sentences of this text mean; each cause once, with the sentence as it was folded and as it was written. Only
    /// the latter may be shown: what folding has made of a secret is not known for one.
    /// </summary>
    public static IReadOnlyList<(Cause Cause, string Folded, string Written)> In(FoldedText text)
    {
        var folded = text.Folded;
        var found = new List<(Cause Cause, string Folded, string Written)>();
        foreach (var (from, to) in Sentences(folded).Take(MostSentences))
        {
            var sentence = folded[from..to];
            if (
                Array.Find(All, meaning => Fits(meaning, sentence, folded)) is { } meant
                && !found.Exists(item => item.Cause == meant.Cause)
            )
            {
                found.Add((meant.Cause, sentence, text.Excerpt(from, to)));
            }
        }

        return found;
    }

    private static bool Fits(Meaning meaning, string sentence, string text) =>
        HasAny(sentence, meaning.Of)
        && HasAny(sentence, meaning.Said)
        && !HasAny(sentence, meaning.But)
        && (meaning.Amid.Count == 0 || HasAny(text, meaning.Amid));

    private static bool HasAny(string text, IReadOnlyList<string> words)
    {
        for (var at = 0; at < words.Count; at++)
        {
            if (Has(text, words[at]))
            {
                return true;
            }
        }

        return false;
    }

    // A whole word, or its plural.
    private static bool Has(string text, string word)
    {
        for (
            var at = text.IndexOf(word, StringComparison.Ordinal);
            at >= 0;
            at = text.IndexOf(word, at + 1, StringComparison.Ordinal)
        )
        {
            var end = at + word.Length;
            end += end < text.Length && text[end] == 's' ? 1 : 0;
            if (
                (at == 0 || !char.IsLetterOrDigit(text[at - 1]))
                && (end >= text.Length || word[^1] == ' ' || !char.IsLetterOrDigit(text[end]))
            )
            {
                return true;
            }
        }

        return false;
    }

    private static IEnumerable<(int From, int To)> Sentences(string folded)
    {
        var from = 0;
        for (var at = 0; at <= folded.Length; at++)
        {
            var ends =
                at == folded.Length
                || folded[at] is '\n' or '{' or '}'
                || (folded[at] is '.' or '!' or '?' or ';' && (at + 1 == folded.Length || folded[at + 1] == ' '))
                || (at - from >= LongestSentence && folded[at] == ' ');
            if (ends)
            {
                if (at - from > 8)
                {
                    yield return (from, at);
                }

                from = at + 1;
            }
        }
    }

    private static Meaning Of(
        string cause,
        IReadOnlyList<string> of,
        IReadOnlyList<string> said,
        IReadOnlyList<string>? amid = null
    ) => new(WordTable.CauseOf(cause), of, said) { Amid = amid ?? [] };
}
