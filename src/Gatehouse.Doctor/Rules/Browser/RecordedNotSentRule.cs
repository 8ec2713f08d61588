using System.Buffers;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake.Recordings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>Credentials that exist and did not go along: in the body in place of a field, on other requests alone, or not by this kind of request.</summary>
[Names("credentials.not-sent")]
internal sealed class RecordedNotSentRule : Rule
{
    private const int LongestPair = 200;

    private static readonly SearchValues<char> Outside = SearchValues.Create(" <>\"'/");

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var request = file.Main?.Request ?? file.Subject;
        if (
            request is null
            || request.Authorization is not null
            || file.Main is not { Answer.Status: 400 or 401 or 403 or 407 } main
        )
        {
            yield break;
        }

        var body = request.Body ?? string.Empty;
        if (
            (
                body.Contains("\"headers\"", StringComparison.Ordinal)
                && body.Contains("\"Authorization\"", StringComparison.OrdinalIgnoreCase)
            )
            || body.StartsWith("Authorization=", StringComparison.OrdinalIgnoreCase)
            || body.Contains("&Authorization=", StringComparison.OrdinalIgnoreCase)
            || request.Url?.Query.Contains("Authorization", StringComparison.OrdinalIgnoreCase) == true
            || (
                body.Contains("\"Authorization\"", StringComparison.OrdinalIgnoreCase)
                && body.Contains("Bearer ", StringComparison.Ordinal)
            )
        )
        {
            yield return Clue(
                Strength.Decisive,
                main,
                $"Authorization stands in the body or address of the request and not among its fields"
            ) with
            {
                Remedy =
                    $"Hand the headers over in the library's place for options: axios.post(url, data, {"{ headers }"})",
            };
            yield break;
        }

        if (
            main.Browser is not null
            && (
                request.Url?.UserInfo.Length > 0
                || main.Browser.Page?.UserInfo.Length > 0
                || IsLinkedWithPassword(file, request)
            )
        )
        {
            yield return Clue(
                Strength.Strong,
                main,
                $"The address holds a user and password; browsers do not send these with requests of a page, nor in frames"
            );
            yield break;
        }

        if (request.CarriesCredential)
        {
            yield break;
        }

        var type = main.Browser?.ResourceType;
        if (type is "manifest" or "font" or "texttrack")
        {
            yield return Clue(
                Strength.Decisive,
                main,
                $"Browsers ask for a {type} without credentials, unless the page says otherwise"
            ) with
            {
                Remedy = $"Add crossorigin=\"use-credentials\" to the link, or leave this file open to all",
            };
        }
        else if (Elsewhere(file, main) is { } other)
        {
            yield return Clue(
                Strength.Strong,
                main,
                $"Another request to the same host carried credentials and was granted ({other.Source}); this one carried none"
            );
        }
        else if (
            file.Note<Recording>() is not null
            && main.Answer!.Challenges.Challenges is { Count: > 0 } challenges
            && challenges.All(challenge => challenge.Is("Negotiate") || challenge.Is("NTLM"))
        )
        {
            yield return Clue(
                Strength.Strong,
                main,
                $"The server offers Negotiate, and the browser does not answer it: the host is not among those that it trusts"
            );
        }
    }

    // <iframe src="https://user:password@host/...">
    private static bool IsLinkedWithPassword(CaseFile file, SentRequest request) =>
        request.Url?.Authority is { Length: > 0 } host
        && file.All(ProbeIntent.Given)
            .Any(page =>
                page.Answer?.Body is { } text
                && text.IndexOf("@" + host, StringComparison.OrdinalIgnoreCase) is > 0 and var at
                && text.LastIndexOf("://", at, Math.Min(at, LongestPair), StringComparison.Ordinal) is > 0 and var from
                && text.AsSpan(from + 3, at - from - 3).IndexOfAny(Outside) < 0
            );

    private static Exchange? Elsewhere(CaseFile file, Exchange main) =>
        file.All(ProbeIntent.Given)
            .FirstOrDefault(exchange =>
                exchange is { Answer.IsSuccess: true, Request: { Url: { } url, CarriesCredential: true } }
                && url.Host == main.Request?.Url?.Host
            );

    private static Clue Clue(Strength strength, Exchange main, FormattableString because) =>
        new(Causes.Credentials.NotSent, strength, because) { Source = main.Source };
}
