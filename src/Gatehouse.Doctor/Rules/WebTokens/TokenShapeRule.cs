using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.WebTokens;

/// <summary>What begins like a web token and is none, or is an encrypted one.</summary>
[Names("token.malformed", "token.algorithm-refused")]
internal sealed class TokenShapeRule : Rule
{
    private static readonly string[] PublicIssuers =
    [
        "login.microsoftonline.com",
        "sts.windows.net",
        "accounts.google.com",
        "auth0.com",
        "okta.com",
        "cognito-idp",
        "onelogin.com",
        "/realms/",
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var credential in GivenCredentials.Of(file))
        {
            var text = credential.Secret.Trim().Trim('"', '\'');
            if (
                !text.StartsWith("eyJ", StringComparison.Ordinal)
                || text.Contains(' ', StringComparison.Ordinal)
                || credential.Place == CredentialPlace.Cookie
            )
            {
                continue;
            }

            if (Fault(text) is { } clue)
            {
                yield return clue with
                {
                    Source = GivenCredentials.PlaceOf(credential),
                };
            }
        }
    }

    private static Clue? Fault(string text)
    {
        var parts = text.Split('.');
        if (parts.Length == 5)
        {
            return new Clue(
                Causes.Token.Malformed,
                Strength.Strong,
                $"The token has five parts: it is encrypted, for its issuer alone, and no interface can read it"
            )
            {
                Remedy =
                    $"Name the interface's audience when the token is asked for; without one some issuers give an encrypted token",
            };
        }

        if (WebToken.Read(text) is not { } token)
        {
            return parts.Length is 1
                ? new Clue(
                    Causes.Token.Malformed,
                    Strength.Moderate,
                    $"The token begins like a web token and has one part alone"
                )
                : new Clue(
                    Causes.Token.Malformed,
                    Strength.Decisive,
                    $"The token begins like a web token, but its {parts.Length} parts cannot be read: it was cut off or changed"
                );
        }

        var signed = !"none".Equals(token.Algorithm, StringComparison.OrdinalIgnoreCase);
        if (!signed)
        {
            return new Clue(
                Causes.Token.AlgorithmRefused,
                Strength.Decisive,
                $"The token names the algorithm none: it is not signed"
            );
        }

        if (parts[2].Length == 0)
        {
            return new Clue(Causes.Token.Malformed, Strength.Decisive, $"The token's signature is missing");
        }

        if (parts.Any(part => part.AsSpan().ContainsAny("+/=")))
        {
            return new Clue(
                Causes.Token.Malformed,
                Strength.Strong,
                $"The token's parts hold +, / or =, which the form of Base64 in tokens does not have"
            );
        }

        return
            token.Algorithm?.StartsWith("HS", StringComparison.Ordinal) == true
            && token.Issuer is { } issuer
            && PublicIssuers.Any(known => issuer.Contains(known, StringComparison.OrdinalIgnoreCase))
            ? new Clue(
                Causes.Token.AlgorithmRefused,
                Strength.Strong,
                $"The token is signed with {token.Algorithm} and a shared secret, while {issuer} signs with a key pair"
            )
            : null;
    }
}
