using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Browser;

/// <summary>A credential that the same host grants before and after it refuses it, or a new one that is refused at the same place.</summary>
[Names("access.reported-as-401")]
internal sealed class GrantedElsewhereRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main
            is not {
                Intent: ProbeIntent.Given,
                Answer.Status: 401,
                Request: { Authorization: { } credential, Url: { } url }
            } main
        )
        {
            yield break;
        }

        var sameHost = file.All(ProbeIntent.Given).Where(exchange => exchange.Request?.Url?.Host == url.Host).ToList();
        var granted = sameHost
            .Where(exchange =>
                exchange is { Answer.IsSuccess: true }
                && (exchange.Request?.Url?.AbsolutePath, exchange.Request?.Method)
                    != (url.AbsolutePath, main.Request.Method)
                && exchange.Request!.Authorization == credential
            )
            .ToList();
        var fresh = sameHost.Exists(exchange =>
            exchange is { Answer.Status: 401 }
            && exchange.Number != main.Number
            && exchange.Request!.Url!.AbsolutePath == url.AbsolutePath
            && exchange.Request.Authorization is { } other
            && other != credential
        );
        if (granted.Count == 0 && !fresh)
        {
            yield break;
        }

        // Granted before alone may also mean that it ended in between.
        var after = granted.Exists(exchange => exchange.At > main.At);
        var readable = granted.Exists(exchange => exchange.Request!.Url!.AbsolutePath == url.AbsolutePath);
        yield return new Clue(
            Causes.Access.ReportedAs401,
            after && readable ? Strength.Decisive
                : (fresh && granted.Count > 0) || after ? Strength.Strong
                : Strength.Moderate,
            granted.Count > 0
                ? (FormattableString)
                    $"The same credential is granted at {granted[0].Request!.Url!.AbsolutePath} and refused at {url.AbsolutePath}"
                : $"An older and a newer token are both refused at {url.AbsolutePath}"
        )
        {
            Source = main.Source,
        };
    }
}
