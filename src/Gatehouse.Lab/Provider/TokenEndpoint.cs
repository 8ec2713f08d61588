using System.Buffers.Text;
using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Gatehouse.Lab.Provider;

/// <summary>Where grants become tokens (RFC 6749 section 3.2).</summary>
internal sealed class TokenEndpoint : IProviderEndpoint
{
    private const string DeviceGrantType = "urn:ietf:params:oauth:grant-type:device_code";
    private const string ExchangeGrantType = "urn:ietf:params:oauth:grant-type:token-exchange";
    private const string AccessTokenType = "urn:ietf:params:oauth:token-type:access_token";

    private readonly LabProvider _provider;
    private readonly Dictionary<string, Func<ProviderCall, ProviderClient, OAuthAnswer>> _grants;

    public TokenEndpoint(LabProvider provider)
    {
        _provider = provider;
        _grants = new(StringComparer.Ordinal)
        {
            ["authorization_code"] = RedeemCode,
            ["refresh_token"] = Refresh,
            ["client_credentials"] = GrantToClient,
            ["password"] = GrantForPassword,
            [DeviceGrantType] = GrantToDevice,
            [ExchangeGrantType] = Exchange,
        };
    }

    /// <summary>The grant types, for the metadata.</summary>
    public static IReadOnlyList<string> GrantTypes { get; } =
    ["authorization_code", "refresh_token", "client_credentials", "password", DeviceGrantType, ExchangeGrantType];

    public OAuthAnswer Answer(ProviderCall call)
    {
        if (call.Method is not "POST")
        {
            return OAuthAnswer.WrongMethod("POST");
        }

        if (call.Fault is { } fault)
        {
            return OAuthAnswer.Error("invalid_request", fault);
        }

        var (client, refusal) = ClientAuthentication.Authenticate(call);
        if (client is null)
        {
            return refusal!;
        }

        return call["grant_type"] is not { } type ? OAuthAnswer.Error("invalid_request", "grant_type is missing.")
            : _grants.TryGetValue(type, out var grant) ? grant(call, client)
            : OAuthAnswer.Error(
                "unsupported_grant_type",
                $"Grants of this type are not taken. {NearestName.Hint(type, GrantTypes)}"
            );
    }

    // RFC 6749 section 4.1.3, RFC 7636 section 4.6.
    private OAuthAnswer RedeemCode(ProviderCall call, ProviderClient client)
    {
        if (call["code"] is not { } text)
        {
            return OAuthAnswer.Error("invalid_request", "code is missing.");
        }

        var family = SecretText.Create("family_");
        var (code, first) = _provider.Ledger.TakeCode(text, family);
        var fault =
            code is null ? "The code is unknown here."
            : !first || _provider.Knobs.CodesUsed ? "The code was used already."
            : _provider.Now >= code.ExpiresAt ? "The code is too old."
            : code.ClientId != client.Id ? "The code was given to another client."
            : code.RedirectUri != (call["redirect_uri"] ?? "")
                ? "redirect_uri is not the one that the code was asked for with."
            : VerifierFault(code.Challenge, call["code_verifier"]);
        return fault is null
            ? Tokens(
                new ProviderSignIn(client.Id, code!.Subject, code.Scope, family, code.IssuedAt)
                {
                    Audience = code.Audience,
                    Nonce = code.Nonce,
                    Acr = code.Acr,
                }
            )
            : OAuthAnswer.Error("invalid_grant", fault);
    }

    private static string? VerifierFault(string? challenge, string? verifier) =>
        (challenge, verifier) switch
        {
            (null, null) => null,
            (null, _) => "A code_verifier came, but the code was asked for without a code_challenge.",
            (_, null) => "code_verifier is missing.",
            _ when Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(verifier))) == challenge => null,
            _ => "code_verifier does not fit the code_challenge.",
        };

    // RFC 6749 section 6, RFC 9700 section 4.14.2.
    private OAuthAnswer Refresh(ProviderCall call, ProviderClient client)
    {
        if (call["refresh_token"] is not { } text)
        {
            return OAuthAnswer.Error("invalid_request", "refresh_token is missing.");
        }

        if (_provider.Ledger.FindToken(text) is not { Kind: TokenKind.Refresh } token)
        {
            return OAuthAnswer.Error("invalid_grant", "The refresh token is unknown here.");
        }

        var scope = call["scope"] ?? token.Scope;
        if (scope.Split(' ').Except(token.Scope.Split(' '), StringComparer.Ordinal).Any())
        {
            return OAuthAnswer.Error("invalid_scope", "More is asked for than was granted.");
        }

        return _provider.Ledger.Change(() => UseRefreshToken(token, client)) is { } fault
            ? OAuthAnswer.Error("invalid_grant", fault)
            : Tokens(
                new ProviderSignIn(client.Id, token.Subject, scope, token.Family, token.AuthenticatedAt)
                {
                    Audience = call["resource"] ?? call["audience"],
                    RefreshToken = _provider.Knobs.RotateRefreshTokens ? null : token.Text,
                    RefreshScope = token.Scope,
                }
            );
    }

    /// <summary>Uses a refresh token up, or says why not.</summary>
    private string? UseRefreshToken(IssuedToken token, ProviderClient client)
    {
        var knobs = _provider.Knobs;
        var now = _provider.Now;
        if (token.ClientId != client.Id)
        {
            return "The refresh token was given to another client.";
        }

        if (token.Revoked)
        {
            return "The refresh token was revoked.";
        }

        if (now >= token.ExpiresAt)
        {
            return "The refresh token is too old.";
        }

        if (token.ReplacedAt is { } at && now - at >= knobs.RefreshGrace)
        {
            if (!knobs.DetectRefreshReuse)
            {
                return "The refresh token was replaced by another.";
            }

            _provider.Ledger.RevokeFamily(token.Family);
            return "The refresh token was used before: all tokens of its sign-in have been ended.";
        }

        if (knobs.RotateRefreshTokens)
        {
            token.ReplacedAt ??= now;
        }

        return null;
    }

    // RFC 6749 section 4.4.
    private OAuthAnswer GrantToClient(ProviderCall call, ProviderClient client) =>
        client.Secret is null
            ? OAuthAnswer.Error("unauthorized_client", "A public client cannot act for itself.")
            : Tokens(
                new ProviderSignIn(
                    client.Id,
                    client.Id,
                    call["scope"] ?? "lab",
                    SecretText.Create("family_"),
                    _provider.Now
                )
                {
                    Audience = call["resource"] ?? call["audience"],
                    IsPerson = false,
                }
            );

    // RFC 6749 section 4.3, for scripts of tests alone.
    private OAuthAnswer GrantForPassword(ProviderCall call, ProviderClient client)
    {
        if (call["username"] is not { } name || call["password"] is not { } password)
        {
            return OAuthAnswer.Error("invalid_request", "username or password is missing.");
        }

        var account = ProviderAccount.Find(name);
        var fault =
            account is null || password != LabAccount.Password ? "The name or the password is wrong."
            : _provider.Knobs.RefuseLogin ? "Nobody can sign in at present."
            : account.Fault;
        return fault is null
            ? Tokens(
                new ProviderSignIn(
                    client.Id,
                    account!.Name,
                    call["scope"] ?? "openid profile email",
                    SecretText.Create("family_"),
                    _provider.Now
                )
                {
                    Audience = call["resource"] ?? call["audience"],
                }
            )
            : OAuthAnswer.Error("invalid_grant", fault);
    }

    // RFC 8628 section 3.5.
    private OAuthAnswer GrantToDevice(ProviderCall call, ProviderClient client)
    {
        if (call["device_code"] is not { } text)
        {
            return OAuthAnswer.Error("invalid_request", "device_code is missing.");
        }

        if (_provider.Ledger.FindDevice(text) is not { } device || device.ClientId != client.Id)
        {
            return OAuthAnswer.Error("invalid_grant", "The device code is unknown here.");
        }

        return _provider.Ledger.Change(() => AskForDevice(device))
            ?? Tokens(
                new ProviderSignIn(
                    client.Id,
                    device.Subject!,
                    device.Scope,
                    SecretText.Create("family_"),
                    _provider.Now
                )
            );
    }

    private OAuthAnswer? AskForDevice(DeviceGrant device)
    {
        var now = _provider.Now;
        var askedAt = device.AskedAt;
        device.AskedAt = now;
        if (device.Used)
        {
            return OAuthAnswer.Error("invalid_grant", "The device code was used already.");
        }

        if (device.Denied)
        {
            return OAuthAnswer.Error("access_denied", "The person said no.");
        }

        if (now >= device.ExpiresAt)
        {
            return OAuthAnswer.Error("expired_token", "The device code is too old.");
        }

        if (device.Subject is null)
        {
            return now - askedAt < _provider.Knobs.DeviceInterval
                ? OAuthAnswer.Error("slow_down", "The device asks more often than the interval allows.")
                : OAuthAnswer.Error("authorization_pending", "The person has not approved it yet.");
        }

        device.Used = true;
        return null;
    }

    // RFC 8693 section 2.
    private OAuthAnswer Exchange(ProviderCall call, ProviderClient client)
    {
        if (call["subject_token"] is not { } text || call["subject_token_type"] is not { } type)
        {
            return OAuthAnswer.Error("invalid_request", "subject_token or subject_token_type is missing.");
        }

        if (
            type != AccessTokenType
            || _provider.Ledger.FindToken(text) is not { Kind: TokenKind.Access or TokenKind.Opaque } token
            || !token.IsActive(_provider.Now)
        )
        {
            return OAuthAnswer.Error("invalid_request", "The subject_token is no good access token of this provider.");
        }

        var issued = Tokens(
            new ProviderSignIn(
                client.Id,
                token.Subject,
                call["scope"] ?? token.Scope,
                token.Family,
                token.AuthenticatedAt
            )
            {
                Audience = call["resource"] ?? call["audience"],
                IsPerson = false,
            }
        );
        issued.Json!["issued_token_type"] = AccessTokenType;
        return issued;
    }

    // RFC 6749 section 5.1, OpenID Connect Core 1.0 section 3.1.3.3.
    private OAuthAnswer Tokens(ProviderSignIn signIn)
    {
        var knobs = _provider.Knobs;
        var order = new TokenOrder
        {
            Kind = knobs.OpaqueTokens ? TokenKind.Opaque : TokenKind.Access,
            Subject = signIn.Subject,
            ClientId = signIn.ClientId,
            Scope = signIn.Scope,
            Audience = knobs.TokenAudience ?? signIn.Audience,
        };
        var access = _provider.Issue(order, signIn.Family, signIn.AuthenticatedAt);
        var answer = new JsonObject
        {
            ["access_token"] = access.Text,
            ["token_type"] = "Bearer",
            ["expires_in"] = Math.Max(0, (long)knobs.TokenLifetime.TotalSeconds),
            ["scope"] = signIn.Scope,
        };
        if (signIn.IsPerson)
        {
            answer["refresh_token"] =
                signIn.RefreshToken
                ?? _provider
                    .Issue(
                        order with
                        {
                            Kind = TokenKind.Refresh,
                            Scope = signIn.RefreshScope ?? signIn.Scope,
                        },
                        signIn.Family,
                        signIn.AuthenticatedAt
                    )
                    .Text;
            if (signIn.Scope.Split(' ').Contains("openid", StringComparer.Ordinal))
            {
                answer["id_token"] = IdToken(signIn, access.Text);
            }
        }

        return OAuthAnswer.Ok(answer);
    }

    private string IdToken(ProviderSignIn signIn, string accessToken)
    {
        var claims = ImmutableSortedDictionary.CreateBuilder<string, JsonNode?>(StringComparer.Ordinal);
        claims["auth_time"] = signIn.AuthenticatedAt.ToUnixTimeSeconds();
        claims["sid"] = signIn.Family;
        claims["amr"] = new JsonArray("pwd");
        // The left half of the hash (OpenID Connect Core 1.0 section 3.1.3.6).
        claims["at_hash"] = Base64Url.EncodeToString(
            SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)).AsSpan(0, 16)
        );
        if (signIn.Nonce is { } nonce)
        {
            claims["nonce"] = _provider.Knobs.BreakNonce ? "not-" + nonce : nonce;
        }

        if (signIn.Acr is { } acr)
        {
            claims["acr"] = acr;
        }

        foreach (var (name, value) in PersonClaims.Of(signIn.Subject, signIn.Scope))
        {
            claims[name] = value;
        }

        return _provider
            .Issue(
                new TokenOrder
                {
                    Kind = TokenKind.Id,
                    Subject = signIn.Subject,
                    ClientId = signIn.ClientId,
                    Scope = signIn.Scope,
                    Claims = claims.ToImmutable(),
                },
                signIn.Family,
                signIn.AuthenticatedAt
            )
            .Text;
    }
}
