using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>A password was changed in the very recording, and the browser goes on sending the one from before.</summary>
[Names("credentials.cached-by-browser")]
internal sealed class OldPasswordRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main
                is not {
                    Intent: ProbeIntent.Given,
                    Browser: not null,
                    Answer.Status: 401,
                    Request: { Authorization: { } credential, Url: { } url }
                } main
            || !credential.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)
        )
        {
            yield break;
        }

        var before = file.All(ProbeIntent.Given)
            .Where(each => each.Number < main.Number && each.Request?.Url?.Host == url.Host)
            .ToList();
        var change = before.FindLast(each =>
            each is { Answer.IsSuccess: true, Request.Authorization: { } used }
            && used == credential
            && (
                Speaks(each.Request.Url!.PathAndQuery)
                || Speaks(each.Request.Body ?? string.Empty)
                || each.Answer!.Body?.Contains("password changed", StringComparison.OrdinalIgnoreCase) == true
            )
        );
        if (change is not null)
        {
            yield return new Clue(
                Causes.Credentials.CachedByBrowser,
                Strength.Decisive,
                $"{change.Source} changed the password, and the browser still sends the one it kept from before"
            )
            {
                Source = main.Source,
                Remedy =
                    $"Close all of the browser's windows, or open a private one, and sign in with the new password",
            };
        }
    }

    private static bool Speaks(string text) =>
        (
            text.Contains("pass", StringComparison.OrdinalIgnoreCase)
            || text.Contains("pwd", StringComparison.OrdinalIgnoreCase)
        )
        && (
            text.Contains("change", StringComparison.OrdinalIgnoreCase)
            || text.Contains("new", StringComparison.OrdinalIgnoreCase)
            || text.Contains("set", StringComparison.OrdinalIgnoreCase)
            || text.Contains("update", StringComparison.OrdinalIgnoreCase)
        );
}
