using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>A request that changes something, with a cookie that wants a form's token beside it.</summary>
[Names("csrf.token-missing", "csrf.token-invalid")]
internal sealed class FormTokenRule : Rule
{
    private static readonly string[] CookieNames = ["XSRF-TOKEN", "csrftoken", "csrf_token", "_csrf", "csrf"];

    private static readonly string[] Fields =
    [
        "X-XSRF-TOKEN",
        "X-CSRF-TOKEN",
        "X-CSRFToken",
        "X-CSRF",
        "RequestVerificationToken",
        "X-WP-Nonce",
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main
                is not {
                    Request: { Method: "POST" or "PUT" or "PATCH" or "DELETE" } request,
                    Answer.Status: 401 or 403 or 419 or 422 or 400
                } main
            || request.Authorization is not null
        )
        {
            yield break;
        }

        var cookie = Cookies(request)
            .FirstOrDefault(pair => CookieNames.Contains(pair.Name, StringComparer.OrdinalIgnoreCase));
        if (cookie.Name is null && main.Answer.Status != 419)
        {
            yield break;
        }

        var field = Fields.Select(name => request.Headers[name]).FirstOrDefault(value => value is not null);
        var inBody =
            request.Body?.Contains("csrf", StringComparison.OrdinalIgnoreCase) == true
            || request.Body?.Contains("_token", StringComparison.Ordinal) == true;
        if (field is null && !inBody)
        {
            yield return new Clue(
                Causes.Csrf.TokenMissing,
                main.Answer.Status == 419 ? Strength.Decisive : Strength.Strong,
                $"The request changes something and carries no form's token, neither in a field nor in its body"
            )
            {
                Source = main.Source,
            };
        }
        else if (
            main.Answer.Status == 419
            || (field is not null && cookie.Value is not null && !Fits(cookie.Value, field))
        )
        {
            yield return new Clue(
                Causes.Csrf.TokenInvalid,
                Strength.Strong,
                $"The form's token that was sent is not the one that belongs to this session"
            )
            {
                Source = main.Source,
            };
        }
    }

    // Some frameworks keep a signature or another half in the cookie: only the plain doubling can be compared.
    private static bool Fits(string cookie, string field) =>
        Uri.UnescapeDataString(cookie) == Uri.UnescapeDataString(field) || cookie.Length != field.Length;

    private static IEnumerable<(string? Name, string? Value)> Cookies(SentRequest request) =>
        (request.Headers["Cookie"] ?? string.Empty)
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .Select(part => ((string?)part[0], (string?)part[1]));
}
