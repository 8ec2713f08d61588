using System.Text.RegularExpressions;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Keys;

/// <summary>A key or token that names one environment, at an address that names another.</summary>
[Names("endpoint.wrong-environment")]
internal sealed partial class EnvironmentRule : Rule
{
    private static readonly string[] Apart =
    [
        "paddle.com",
        "plaid.com",
        "paypal.com",
        "squareup.com",
        "adyen.com",
        "ebay.com",
        "docusign.net",
        "truelayer.com",
        "shippo.com",
        "ups.com",
        "fedex.com",
        "dhl.com",
        "xero.com",
        "intuit.com",
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Target is not { } url)
        {
            yield break;
        }

        var address = OfAddress(url);
        foreach (var credential in GivenCredentials.Of(file))
        {
            if (OfCredential(credential) is not { } own || own == address)
            {
                continue;
            }

            // A host that names no environment is the live one as a rule, but not for issuers with one host for both.
            var oneHost =
                KnownSecrets.Find(credential.Secret) is { Issuer: "Stripe" or "Razorpay" } known
                && known.Hosts.Any(end => KnownSecrets.Belongs(url.Host, end));
            if (address is null && (own == "live" || oneHost || IsLocal(url)))
            {
                continue;
            }

            // An issuer may serve several stages; that its tokens are meant for one of them tells more.
            if (address is null && WebToken.In(credential) is { } token)
            {
                if (token.Audiences.Any(audience => HostMark().IsMatch(audience)))
                {
                    yield return new Clue(
                        Causes.Endpoint.WrongEnvironment,
                        Strength.Strong,
                        $"The token's issuer and audience are of {own}, and the address {url.Host} names no such stage"
                    )
                    {
                        Source = GivenCredentials.PlaceOf(credential),
                    };
                }

                continue;
            }

            yield return new Clue(
                Causes.Endpoint.WrongEnvironment,
                address is not null || Says(file) ? Strength.Decisive
                    : Mentions(file) || HasHostOfItsOwn(url) ? Strength.Strong
                    : Strength.Moderate,
                $"The secret says that it is for {own}, and the address {url.Host}{url.AbsolutePath} is for {address ?? "live"}"
            )
            {
                Source = GivenCredentials.PlaceOf(credential),
                Question = $"Which environment was the secret made in?",
            };
        }
    }

    private static string? OfCredential(SuppliedCredential credential)
    {
        if (credential.Kind is CredentialKind.Cookie or CredentialKind.Proof)
        {
            return null;
        }

        if (WebToken.In(credential) is { } token)
        {
            return Uri.TryCreate(token.Issuer, UriKind.Absolute, out var issuer) ? OfAddress(issuer) : null;
        }

        foreach (
            var text in new[] { credential.User, credential.User is null ? credential.Secret : credential.Password }
        )
        {
            var match = Mark().Match(text ?? string.Empty);
            if (match.Success)
            {
                return Kind(match.Groups["name"].Value);
            }
        }

        return null;
    }

    private static string? OfAddress(Uri url)
    {
        var host = HostMark().Match(url.Host);
        var match = host.Success ? host : PathMark().Match(url.AbsolutePath);
        return match.Success ? Kind(match.Groups["name"].Value) : null;
    }

    private static string Kind(string word) =>
        word.ToLowerInvariant() switch
        {
            "live" or "prod" or "production" or "prd" => "live",
            _ => "test",
        };

    private static bool IsLocal(Uri url) =>
        url.IsLoopback || url.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6;

    // Services whose test environment is another host: a key of it at the live host is at the wrong one.
    private static bool HasHostOfItsOwn(Uri url) => Array.Exists(Apart, end => KnownSecrets.Belongs(url.Host, end));

    // The server names its stage in so many words.
    private static bool Says(CaseFile file) =>
        file.Main?.Answer?.Body is { } body
        && (
            body.Contains("live environment", StringComparison.OrdinalIgnoreCase)
            || body.Contains("production environment", StringComparison.OrdinalIgnoreCase)
            || body.Contains("live mode", StringComparison.OrdinalIgnoreCase)
        );

    private static bool Mentions(CaseFile file) =>
        file.Main?.Answer?.Body is { } body
        && (
            body.Contains("sandbox", StringComparison.OrdinalIgnoreCase)
            || body.Contains("live mode", StringComparison.OrdinalIgnoreCase)
            || body.Contains("test mode", StringComparison.OrdinalIgnoreCase)
            || body.Contains("environment", StringComparison.OrdinalIgnoreCase)
            || body.Contains("production", StringComparison.OrdinalIgnoreCase)
        );

    [GeneratedRegex(
        @"(^|[_-])(?<name>test|live|sandbox|sbox|sbx|sdbx|prod|production|staging|stage|stg|dev|uat)[_-]",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Mark();

    [GeneratedRegex(
        @"(^|[./-])(?<name>test|live|sandbox|sbox|sbx|prod|production|prd|staging|stage|stg|dev|uat|qa|preprod|squareupsandbox|oktapreview)([./-]|$)",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex HostMark();

    // A path's test or dev may mean anything; these do not.
    [GeneratedRegex(
        @"/(?<name>live|sandbox|prod|production|staging)(/|$)",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex PathMark();
}
