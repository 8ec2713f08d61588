using System.Text.Json;
using System.Text.Json.Nodes;

namespace Gatehouse.Lab.Provider;

/// <summary>The knobs by their names on the wire, each with its meaning.</summary>
internal static class ProviderKnobTable
{
    private static readonly ProviderKnob[] _all =
    [
        ProviderKnob.Duration(
            "clock-skew",
            "By how much the provider's clock is ahead; negative is behind.",
            static knobs => knobs.ClockSkew,
            static (knobs, value) => knobs with { ClockSkew = value }
        ),
        ProviderKnob.Duration(
            "token-lifetime",
            "How long access and ID tokens last; negative makes them already expired.",
            static knobs => knobs.TokenLifetime,
            static (knobs, value) => knobs with { TokenLifetime = value }
        ),
        ProviderKnob.Duration(
            "refresh-lifetime",
            "How long refresh tokens last.",
            static knobs => knobs.RefreshLifetime,
            static (knobs, value) => knobs with { RefreshLifetime = value }
        ),
        ProviderKnob.Duration(
            "code-lifetime",
            "How long a code waits to be redeemed.",
            static knobs => knobs.CodeLifetime,
            static (knobs, value) => knobs with { CodeLifetime = value }
        ),
        ProviderKnob.Duration(
            "device-lifetime",
            "How long a device's codes wait to be approved.",
            static knobs => knobs.DeviceLifetime,
            static (knobs, value) => knobs with { DeviceLifetime = value }
        ),
        ProviderKnob.Duration(
            "device-interval",
            "How far apart a device has to ask.",
            static knobs => knobs.DeviceInterval,
            static (knobs, value) => knobs with { DeviceInterval = value }
        ),
        ProviderKnob.Choice(
            "algorithm",
            "How tokens are signed.",
            static knobs => knobs.Algorithm,
            static (knobs, value) => knobs with { Algorithm = value }
        ),
        ProviderKnob.Choice(
            "tamper",
            "What is changed in tokens after they were signed.",
            static knobs => knobs.Tamper,
            static (knobs, value) => knobs with { Tamper = value }
        ),
        ProviderKnob.Text(
            "token-issuer",
            "The iss of tokens; null for the issuer.",
            static knobs => knobs.TokenIssuer,
            static (knobs, value) => knobs with { TokenIssuer = value }
        ),
        ProviderKnob.Text(
            "token-audience",
            "The aud of tokens; null for what is asked for.",
            static knobs => knobs.TokenAudience,
            static (knobs, value) => knobs with { TokenAudience = value }
        ),
        ProviderKnob.Text(
            "token-type",
            "The typ of access tokens; null for at+jwt.",
            static knobs => knobs.TokenType,
            static (knobs, value) => knobs with { TokenType = value }
        ),
        ProviderKnob.Flag(
            "opaque-tokens",
            "Access tokens that say nothing and have to be introspected.",
            static knobs => knobs.OpaqueTokens,
            static (knobs, value) => knobs with { OpaqueTokens = value }
        ),
        ProviderKnob.Text(
            "metadata-issuer",
            "The issuer that the metadata names; null for the issuer.",
            static knobs => knobs.MetadataIssuer,
            static (knobs, value) => knobs with { MetadataIssuer = value }
        ),
        ProviderKnob.Flag(
            "hide-signing-key",
            "The published keys lack the one that signs.",
            static knobs => knobs.HideSigningKey,
            static (knobs, value) => knobs with { HideSigningKey = value }
        ),
        ProviderKnob.Flag(
            "duplicate-key-id",
            "Another key is published under the kid of the one that signs.",
            static knobs => knobs.DuplicateKeyId,
            static (knobs, value) => knobs with { DuplicateKeyId = value }
        ),
        ProviderKnob.Endpoints(
            "outages",
            "Which endpoints are away, each with refuse, hang, a status such as 500 or 429, or slow:500ms, and behind it `times 2` or `for 3s` where it ends by itself.",
            static knobs => knobs.Outages,
            static (knobs, value) => knobs with { Outages = value },
            static outage => outage.ToString(),
            static text => ProviderOutage.TryParse(text, out var outage, out var fault) ? (outage, null) : (null, fault)
        ),
        ProviderKnob.Endpoints(
            "spoilt",
            $"Which endpoints answer something else than their document: {string.Join(", ", EnumText<SpoiltAnswer>.Names)}.",
            static knobs => knobs.Spoilt,
            static (knobs, value) => knobs with { Spoilt = value },
            EnumText<SpoiltAnswer>.Write,
            static text =>
                EnumText<SpoiltAnswer>.TryParse(text, out var spoilt)
                    ? (spoilt, null)
                    : (default, $"is none of its values. {NearestName.Hint(text, EnumText<SpoiltAnswer>.Names)}")
        ),
        ProviderKnob.Flag(
            "rotate-refresh-tokens",
            "A refresh token is replaced each time it is used.",
            static knobs => knobs.RotateRefreshTokens,
            static (knobs, value) => knobs with { RotateRefreshTokens = value }
        ),
        ProviderKnob.Duration(
            "refresh-grace",
            "How long a replaced refresh token is taken still.",
            static knobs => knobs.RefreshGrace,
            static (knobs, value) => knobs with { RefreshGrace = value }
        ),
        ProviderKnob.Flag(
            "detect-refresh-reuse",
            "A replaced refresh token that comes again ends all tokens of its sign-in.",
            static knobs => knobs.DetectRefreshReuse,
            static (knobs, value) => knobs with { DetectRefreshReuse = value }
        ),
        ProviderKnob.Flag(
            "deny-consent",
            "The person says no: access_denied.",
            static knobs => knobs.DenyConsent,
            static (knobs, value) => knobs with { DenyConsent = value }
        ),
        ProviderKnob.Flag(
            "refuse-login",
            "Nobody can sign in: login_required.",
            static knobs => knobs.RefuseLogin,
            static (knobs, value) => knobs with { RefuseLogin = value }
        ),
        ProviderKnob.Flag(
            "break-nonce",
            "ID tokens carry another nonce than was sent.",
            static knobs => knobs.BreakNonce,
            static (knobs, value) => knobs with { BreakNonce = value }
        ),
        ProviderKnob.Flag(
            "break-state",
            "The answer of the authorization endpoint carries another state than was sent.",
            static knobs => knobs.BreakState,
            static (knobs, value) => knobs with { BreakState = value }
        ),
        ProviderKnob.Choice(
            "issuer-parameter",
            "What that answer says as iss.",
            static knobs => knobs.IssuerParameter,
            static (knobs, value) => knobs with { IssuerParameter = value }
        ),
        ProviderKnob.Flag(
            "codes-used",
            "Every code counts as used already.",
            static knobs => knobs.CodesUsed,
            static (knobs, value) => knobs with { CodesUsed = value }
        ),
        ProviderKnob.Flag(
            "introspect-inactive",
            "Introspection calls every token inactive.",
            static knobs => knobs.IntrospectInactive,
            static (knobs, value) => knobs with { IntrospectInactive = value }
        ),
    ];

    public static IReadOnlyCollection<string> Names { get; } = [.. _all.Select(static knob => knob.Name)];

    /// <summary>All knobs, each with its value and its meaning.</summary>
    public static JsonObject Describe(ProviderKnobs knobs) =>
        new(
            _all.Select(knob =>
                KeyValuePair.Create(
                    knob.Name,
                    (JsonNode?)new JsonObject { ["value"] = knob.Read(knobs), ["meaning"] = knob.Meaning }
                )
            )
        );

    /// <summary>The knobs with those turned that an object names; null and a sentence where one of them is wrong.</summary>
    public static (ProviderKnobs? Knobs, string? Fault) Turn(ProviderKnobs knobs, JsonElement changes)
    {
        foreach (var member in changes.EnumerateObject())
        {
            if (Array.Find(_all, knob => knob.Name == member.Name) is not { } knob)
            {
                return (null, $"There is no such knob. {NearestName.Hint(member.Name, Names)}");
            }

            var (turned, fault) = knob.Write(knobs, member.Value);
            if (turned is null)
            {
                return (null, $"The knob {knob.Name} {fault}");
            }

            knobs = turned;
        }

        return (knobs, null);
    }
}
