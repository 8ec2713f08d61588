using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Answers;

/// <summary>A request that two readers may understand differently: two lengths (RFC 9112 section 6.3), or a path that is written around.</summary>
[Names("request.framing-ambiguous", "request.path-ambiguous")]
internal sealed class AmbiguousRequestRule : Rule
{
    private static readonly string[] Written = ["%2f", "%5c", "%2e", "..;", "/../", "/./", "\\", "%00", "%252f", "//"];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Main is not { Request: { } request, Answer.Status: 400 or 404 or 411 or 501 } main)
        {
            yield break;
        }

        if (
            main.Answer!.Status != 404
            && request.Headers.Has("Transfer-Encoding")
            && request.Headers.Has("Content-Length")
        )
        {
            yield return new Clue(
                Causes.Request.FramingAmbiguous,
                Strength.Decisive,
                $"The request tells its length twice, by Content-Length and by Transfer-Encoding, and servers refuse that"
            )
            {
                Source = main.Source,
                Remedy = $"Send one of them: Transfer-Encoding: chunked for a body in chunks, otherwise Content-Length",
            };
        }

        var path = PathIn(request);
        if (Array.Find(Written, form => path.Contains(form, StringComparison.OrdinalIgnoreCase)) is { } found)
        {
            yield return new Clue(
                Causes.Request.PathAmbiguous,
                main.Answer.Status == 400 ? Strength.Strong : Strength.Weak,
                $"The path holds {found}, which servers read in different ways and careful ones refuse"
            )
            {
                Source = main.Source,
                Remedy = $"Send the path without it, or let the server allow encoded slashes for this route",
            };
        }
    }

    private static string PathIn(SentRequest request)
    {
        var target = request.Target.Length > 0 ? request.Target : request.Url?.OriginalString ?? string.Empty;
        var query = target.IndexOf('?', StringComparison.Ordinal);
        target = query >= 0 ? target[..query] : target;
        var scheme = target.IndexOf("://", StringComparison.Ordinal);
        return scheme >= 0 ? target[(scheme + 3)..] : target;
    }
}
