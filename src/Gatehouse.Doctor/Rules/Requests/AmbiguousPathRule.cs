using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Requests;

/// <summary>The path holds what programs read in different ways, and the server calls the request bad.</summary>
[Names("request.path-ambiguous")]
internal sealed class AmbiguousPathRule : Rule
{
    // Encoded slashes and backslashes, what is encoded twice, and segments of dots.
    private static readonly string[] Parts = ["%2f", "%5c", "\\", "%25", "%2e%2e", "/../", "/./"];

    // A parameter and an empty segment, which many servers take.
    private static readonly string[] Doubtful = [";", "//"];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Request.Target: var target, Answer.Status: 400 } main
            || Parts
                .Concat(Doubtful)
                .FirstOrDefault(part => PathOf(target).Contains(part, StringComparison.OrdinalIgnoreCase))
                is not { } part
        )
        {
            yield break;
        }

        yield return new Clue(
            Causes.Request.PathAmbiguous,
            Doubtful.Contains(part, StringComparer.Ordinal) ? Strength.Moderate : Strength.Strong,
            $"The path holds {part}, and the server answers 400"
        )
        {
            Source = main.Source,
        };
    }

    private static string PathOf(string target)
    {
        var path = target.Split('?', '#')[0];
        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        return scheme < 0 ? path : path[(scheme + 3)..];
    }
}
