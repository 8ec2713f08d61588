using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Texts;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Issuers;

/// <summary>The issuer's own metadata name another issuer than the token does, or cannot be had.</summary>
[Names("token.issuer-untrusted", "provider.unreachable")]
internal sealed class IssuerNameRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (WebToken.In(file) is not { Issuer: { } issuer } || IssuerFacts.Metadata(file) is not { } exchange)
        {
            yield break;
        }

        if (IssuerFacts.IssuerOf(exchange) is { } published)
        {
            if (published != issuer)
            {
                yield return new Clue(
                    Causes.Token.IssuerUntrusted,
                    Strength.Strong,
                    $"The token's issuer is {issuer}, but the metadata there name {published}"
                )
                {
                    Source = exchange.Source,
                    Remedy = $"Ask for the token at the very address {published}, or let the server trust {issuer} too",
                };
            }
        }
        else if (exchange.Answer is null or { Status: >= 500 })
        {
            yield return new Clue(
                Causes.Provider.Unreachable,
                Strength.Moderate,
                $"The token's issuer does not give its metadata: {Outcome(exchange)}"
            )
            {
                Source = exchange.Source,
            };
        }
    }

    private static FormattableString Outcome(Exchange exchange) =>
        exchange.Answer is { } answer
            ? (FormattableString)$"status {answer.Status}"
            : $"{new OwnWords(exchange.Failure?.Text ?? "no answer")}";
}
