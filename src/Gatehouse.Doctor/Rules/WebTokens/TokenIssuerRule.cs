using System.Net;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.WebTokens;

/// <summary>A token that calls its issuer by another address than the one it is shown to: the same path under another host, or an inner one.</summary>
[Names("token.issuer-untrusted")]
internal sealed class TokenIssuerRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Target is not { IsLoopback: false } url)
        {
            yield break;
        }

        foreach (var credential in GivenCredentials.Authorization(file))
        {
            if (
                WebToken.In(credential)?.Issuer is not { } name
                || !Uri.TryCreate(name, UriKind.Absolute, out var issuer)
                || issuer.IsLoopback
                || issuer.Authority.Equals(url.Authority, StringComparison.OrdinalIgnoreCase)
            )
            {
                continue;
            }

            var path = issuer.AbsolutePath.TrimEnd('/');
            if (path.Length > 1 && url.AbsolutePath.StartsWith(path + "/", StringComparison.Ordinal))
            {
                yield return new Clue(
                    Causes.Token.IssuerUntrusted,
                    Strength.Decisive,
                    $"The token's issuer is {name}, and it is shown to the same issuer at {url.Authority}: one issuer, two addresses"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                    Remedy =
                        $"Get the token from {url.Scheme}://{url.Authority}{path}, or set the issuer's public address there",
                };
            }
            else if (IsInner(issuer.Host) && !IsInner(url.Host))
            {
                yield return new Clue(
                    Causes.Token.IssuerUntrusted,
                    Strength.Moderate,
                    $"The token's issuer is {name}, an address of the inner network, and {url.Host} is outside of it"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                };
            }
        }
    }

    private static bool IsInner(string host) =>
        IPAddress.TryParse(host, out _)
            ? host.StartsWith("10.", StringComparison.Ordinal) || host.StartsWith("192.168.", StringComparison.Ordinal)
            : !host.Contains('.', StringComparison.Ordinal)
                || host.EndsWith(".svc", StringComparison.OrdinalIgnoreCase)
                || host.EndsWith(".cluster.local", StringComparison.OrdinalIgnoreCase)
                || host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);
}
