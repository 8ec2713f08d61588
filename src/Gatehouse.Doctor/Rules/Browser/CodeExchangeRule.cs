using System.Security.Cryptography;
using System.Text;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>The exchange of a code for tokens: used twice, with another redirect address, or with a verifier that does not fit (RFC 6749 section 4.1.3, RFC 7636).</summary>
[Names("grant.invalid")]
internal sealed class CodeExchangeRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var posts = file.All(ProbeIntent.Given)
            .Where(exchange =>
                exchange.Request is { Method: "POST", Body: { } body }
                && body.Contains("code=", StringComparison.Ordinal)
            )
            .Select(exchange => (Exchange: exchange, Form: Pairs(exchange.Request!.Body!)))
            .Where(post => post.Form.GetValueOrDefault("grant_type") == "authorization_code")
            .ToList();
        foreach (var (exchange, form) in posts.Where(post => post.Exchange.Answer is { Status: >= 400 }))
        {
            if (Fault(file, posts, exchange, form) is { } because)
            {
                yield return new Clue(Causes.Grant.Invalid, Strength.Decisive, because) { Source = exchange.Source };
            }
        }
    }

    private static FormattableString? Fault(
        CaseFile file,
        List<(Exchange Exchange, Dictionary<string, string> Form)> posts,
        Exchange exchange,
        Dictionary<string, string> form
    )
    {
        var code = form.GetValueOrDefault("code");
        if (posts.Any(post => post.Exchange.Number != exchange.Number && post.Form.GetValueOrDefault("code") == code))
        {
            return $"The same code was exchanged twice; a code is good for one exchange";
        }

        var asked = file.All(ProbeIntent.Given)
            .Where(each => each.Request?.Url?.Query.Contains("response_type=", StringComparison.Ordinal) == true)
            .Select(each => Pairs(each.Request!.Url!.Query.TrimStart('?')))
            .LastOrDefault();
        if (asked is null)
        {
            return null;
        }

        if (
            asked.TryGetValue("redirect_uri", out var first)
            && form.TryGetValue("redirect_uri", out var second)
            && first != second
        )
        {
            return $"The code was asked for with the redirect address {first} and exchanged with {second}";
        }

        return
            asked.GetValueOrDefault("code_challenge_method") == "S256"
            && asked.TryGetValue("code_challenge", out var challenge)
            && form.TryGetValue("code_verifier", out var verifier)
            && challenge != Hash(verifier)
            ? (FormattableString)$"The code_verifier of the exchange does not hash to the code_challenge of the sign-in"
            : null;
    }

    private static string Hash(string verifier) =>
        Convert
            .ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))
            .TrimEnd('=')
            .Replace('+', '-')
            .Replace('/', '_');

    private static Dictionary<string, string> Pairs(string text) =>
        text.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .GroupBy(part => part[0], StringComparer.Ordinal)
            .ToDictionary(
                group => group.Key,
                group => Uri.UnescapeDataString(group.First()[1].Replace('+', ' ')),
                StringComparer.Ordinal
            );
}
