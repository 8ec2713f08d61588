using Gatehouse.Doctor.Texts;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Doctor.Rules.Issuers;

/// <summary>The token's signature against the keys that its issuer publishes now.</summary>
[Names("token.key-unknown", "token.signature-invalid", "token.algorithm-refused")]
internal sealed class IssuerKeysRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            WebToken.In(file) is not { } token
            || IssuerFacts.Keys(file) is not { } exchange
            || IssuerFacts.KeySet(exchange) is not { } set
        )
        {
            yield break;
        }

        if (token.Algorithm is { } algorithm && algorithm.StartsWith("HS", StringComparison.Ordinal))
        {
            if (set.Keys.Count > 0)
            {
                yield return new Clue(
                    Causes.Token.AlgorithmRefused,
                    Strength.Strong,
                    $"The token is signed with {algorithm}, a shared secret, while its issuer publishes public keys"
                )
                {
                    Source = exchange.Source,
                };
            }

            yield break;
        }

        if (!CompactJws.TryParse(token.Text, out var jws, out _))
        {
            yield break;
        }

        var key = set.Find(jws);
        if (key is null)
        {
            yield return new Clue(
                Causes.Token.KeyUnknown,
                Strength.Decisive,
                $"The token names the key {(object?)token.KeyId ?? new OwnWords("(none)")}, and its issuer publishes {set.Keys.Count} keys, none of them this one"
            )
            {
                Source = exchange.Source,
                Remedy = $"Get a new token: the issuer has changed its keys, or the token is from another issuer",
            };
        }
        else if (!key.Verify(jws))
        {
            yield return new Clue(
                Causes.Token.SignatureInvalid,
                Strength.Decisive,
                $"The token's signature does not fit the key {(object?)token.KeyId ?? new OwnWords("(none)")} that its issuer publishes"
            )
            {
                Source = exchange.Source,
            };
        }
        else
        {
            yield return new Clue(
                Causes.Token.SignatureInvalid,
                Strength.StronglyAgainst,
                $"The token's signature fits the issuer's published key"
            )
            {
                Source = exchange.Source,
            };
            yield return new Clue(
                Causes.Token.KeyUnknown,
                Strength.Against,
                $"The token's key is published by its issuer"
            )
            {
                Source = exchange.Source,
                Question =
                    $"Since when does the server know the issuer's keys: was it restarted after the last rotation?",
            };
        }
    }
}
