using System.Text.RegularExpressions;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Credentials;

/// <summary>What the application saw, in an echo or a log, is a token that a platform makes for itself and not the caller's.</summary>
[Names("header.replaced-by-proxy")]
internal sealed partial class PlatformTokenRule : Rule
{
    private const int Most = 20;

    private static readonly string[] Platforms = [".scm.azurewebsites.net", "/azurefunctions", ".azurestaticapps.net"];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var sent = file.Exchanges.Select(exchange => exchange.Request?.Authorization).OfType<string>().ToList();
        foreach (var (text, source) in Texts(file))
        {
            foreach (var found in Tokens().Matches(text).Take(Most).Select(match => match.Value))
            {
                if (
                    sent.Exists(value => value.EndsWith(found, StringComparison.Ordinal))
                    || WebToken.Read(found) is not { } token
                    || !token.Audiences.Append(token.Issuer ?? string.Empty).Any(IsPlatform)
                )
                {
                    continue;
                }

                yield return new Clue(
                    Causes.Header.ReplacedByProxy,
                    Strength.Decisive,
                    $"The token that the application saw was issued by the platform itself ({token.Issuer}), and is not the one of the caller"
                )
                {
                    Source = source,
                    Remedy =
                        $"Send the token in another field, such as X-Authorization, and let the application read it there",
                };
                yield break;
            }
        }
    }

    private static bool IsPlatform(string name) =>
        Array.Exists(Platforms, platform => name.TrimEnd('/').EndsWith(platform, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<(string Text, string? Source)> Texts(CaseFile file) =>
        file
            .Exchanges.Where(exchange => exchange.Answer is not null)
            .Select(exchange => (exchange.Answer!.Body, (string?)exchange.Source))
            .Prepend((file.Text, null))
            .Where(each => each.Item1.Length > 0);

    [GeneratedRegex(@"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*", RegexOptions.NonBacktracking)]
    private static partial Regex Tokens();
}
