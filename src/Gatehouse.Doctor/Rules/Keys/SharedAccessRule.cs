using System.Globalization;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Keys;

/// <summary>A shared access signature in an address: its window of time, its protocol, its addresses.</summary>
[Names(
    "token.expired",
    "token.not-yet-valid",
    "endpoint.insecure-scheme",
    "token.scope-insufficient",
    "signature.mismatch",
    "credentials.superfluous"
)]
internal sealed class SharedAccessRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var request = file.Main?.Request ?? file.Subject;
        if (request?.Url is not { } url || !GivenCredentials.Refused(file))
        {
            yield break;
        }

        var values = url
            .Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .GroupBy(part => part[0], StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First()[1], StringComparer.Ordinal);
        if (!values.TryGetValue("sig", out var signature) || !values.ContainsKey("se"))
        {
            yield break;
        }

        var now = GivenCredentials.TimeOf(file);
        if (Time(values, "se") is { } ends && ends < now)
        {
            yield return new Clue(
                Causes.Token.Expired,
                Strength.Decisive,
                $"The signature in the address was good until {ends:u} (se), and it is {now:u}"
            );
        }

        if (Time(values, "st") is { } begins && begins > now)
        {
            yield return new Clue(
                Causes.Token.NotYetValid,
                Strength.Decisive,
                $"The signature in the address is good from {begins:u} on (st), and it is {now:u}"
            )
            {
                Remedy = $"Leave st out, or set it fifteen minutes back",
            };
        }

        if (url.Scheme == Uri.UriSchemeHttp && values.GetValueOrDefault("spr") is "https")
        {
            yield return new Clue(
                Causes.Endpoint.InsecureScheme,
                Strength.Decisive,
                $"The signature is for https alone (spr), and the address says http"
            );
        }

        if (
            signature.Contains("%25", StringComparison.Ordinal)
            || signature.Contains(' ', StringComparison.Ordinal)
            || signature.Contains('+', StringComparison.Ordinal)
        )
        {
            yield return new Clue(
                Causes.Signature.Mismatch,
                Strength.Strong,
                $"The signature in the address is not percent-encoded exactly once, so another text arrives"
            );
        }

        if (request.Headers.Has("Authorization"))
        {
            yield return new Clue(
                Causes.Credentials.Superfluous,
                Strength.Strong,
                $"The address is signed, and an Authorization field was sent along with it"
            );
        }

        if (Lacks(request, values.GetValueOrDefault("sp")) is { } needed)
        {
            yield return new Clue(
                Causes.Token.ScopeInsufficient,
                Strength.Strong,
                $"The permissions of the signature (sp) do not hold {needed}, which {request.Method} needs"
            );
        }
    }

    private static string? Lacks(SentRequest request, string? permissions)
    {
        if (permissions is null)
        {
            return null;
        }

        var needed = request.Method switch
        {
            "GET" or "HEAD" => request.Url!.Query.Contains("comp=list", StringComparison.Ordinal) ? "l" : "r",
            "DELETE" => "d",
            "PUT" => "wc",
            _ => string.Empty,
        };
        return needed.Length > 0 && !needed.Any(letter => permissions.Contains(letter, StringComparison.Ordinal))
            ? needed
            : null;
    }

    private static DateTimeOffset? Time(Dictionary<string, string> values, string name) =>
        DateTimeOffset.TryParse(
            Uri.UnescapeDataString(values.GetValueOrDefault(name) ?? string.Empty),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : null;
}
