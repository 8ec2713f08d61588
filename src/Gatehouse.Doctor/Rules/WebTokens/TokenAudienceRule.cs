using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.WebTokens;

/// <summary>A token's audience and issuer against the address that it was sent to.</summary>
[Names("token.audience-mismatch", "token.issuer-untrusted")]
internal sealed class TokenAudienceRule : Rule
{
    // Audiences of services that take no token which is meant for another, with the ends of their hosts.
    private static readonly (string Audience, string Host)[] Services =
    [
        ("00000003-0000-0000-c000-000000000000", "graph.microsoft.com"),
        ("00000002-0000-0000-c000-000000000000", "graph.windows.net"),
        ("https://graph.microsoft.com", "graph.microsoft.com"),
        ("https://management.azure.com", "management.azure.com"),
        ("https://management.core.windows.net", "management.azure.com"),
        ("https://storage.azure.com", "core.windows.net"),
        ("https://vault.azure.net", "vault.azure.net"),
        ("https://database.windows.net", "database.windows.net"),
        ("https://api.fabric.microsoft.com", "fabric.microsoft.com"),
        ("https://analysis.windows.net/powerbi/api", "powerbi.com"),
        ("https://outlook.office.com", "office.com"),
        ("https://outlook.office365.com", "office365.com"),
        ("499b84ac-1321-427f-aa17-267ca6975798", "dev.azure.com"),
        ("sts.amazonaws.com", "amazonaws.com"),
    ];

    private static readonly string[] Platforms = ["run.app", "cloudfunctions.net", "azurewebsites.net", "on.aws"];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Target is not { } url)
        {
            yield break;
        }

        foreach (var credential in GivenCredentials.Of(file))
        {
            if (credential.Place == CredentialPlace.Cookie || WebToken.In(credential) is not { } token)
            {
                continue;
            }

            var source = GivenCredentials.PlaceOf(credential);
            if (Audience(token, url) is { } audience)
            {
                yield return audience with
                {
                    Source = source,
                };
            }

            if (Uri.TryCreate(token.Issuer, UriKind.Absolute, out var issuer) && issuer.IsLoopback && !url.IsLoopback)
            {
                yield return new Clue(
                    Causes.Token.IssuerUntrusted,
                    Strength.Strong,
                    $"The token's issuer is {token.Issuer}, a machine's own address, and {url.Host} is elsewhere"
                )
                {
                    Source = source,
                };
            }
        }
    }

    private static Clue? Audience(WebToken token, Uri url)
    {
        if (token.Audiences.Count == 0)
        {
            return null;
        }

        var service = Array.Find(
            Services,
            known =>
                token.Audiences.Any(audience =>
                    audience.TrimEnd('/').Equals(known.Audience, StringComparison.OrdinalIgnoreCase)
                )
        );
        if (service.Host is not null)
        {
            return KnownSecrets.Belongs(url.Host, service.Host)
                ? null
                : new Clue(
                    Causes.Token.AudienceMismatch,
                    token.Audiences.Count == 1 ? Strength.Decisive : Strength.Moderate,
                    $"The token's audience is {token.Audiences[0]}, which is {service.Host}, and it was sent to {url.Host}"
                )
                {
                    Remedy = $"Ask for a token with the scope or resource of {url.Host}",
                };
        }

        if (token.Audiences is ["account"])
        {
            return new Clue(
                Causes.Token.AudienceMismatch,
                Strength.Moderate,
                $"The token's only audience is account, which is the issuer's own: no mapper adds the interface's"
            );
        }

        var hosts = token
            .Audiences.Select(audience =>
                Uri.TryCreate(audience, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                    ? address.Host
                    : null
            )
            .ToList();
        return hosts.TrueForAll(host => host is { Length: > 0 } && !Related(host, url.Host))
            ? new Clue(
                Causes.Token.AudienceMismatch,
                AreSiblings(hosts, url.Host) ? Strength.Decisive : Strength.Moderate,
                $"The token is meant for {string.Join(", ", token.Audiences)}, and it was sent to {url.Host}"
            )
            {
                Question = $"Which audience does {url.Host} expect?",
            }
            : null;
    }

    // Where a platform gives each service a name, and takes tokens for that name alone.
    private static bool AreSiblings(IEnumerable<string?> audiences, string host) =>
        Array.Find(Platforms, end => KnownSecrets.Belongs(host, end)) is { } platform
        && audiences.All(audience => KnownSecrets.Belongs(audience ?? string.Empty, platform));

    private static bool Related(string audience, string host) =>
        audience.Equals(host, StringComparison.OrdinalIgnoreCase)
        || KnownSecrets.Belongs(host, audience)
        || KnownSecrets.Belongs(audience, host);
}
