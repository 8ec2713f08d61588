using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Requests;

/// <summary>The path holds what programs read in different ways, and the server calls the request bad.</summary>
[Names("request.path-ambiguous")]
internal sealed class AmbiguousPathRule : Rule
{
    private static readonly (string Part, string Name)[] Parts =
    [
        ("%2f", "an encoded slash"),
        ("%5c", "an encoded backslash"),
        ("\\", "a backslash"),
        ("%25", "something encoded twice"),
        ("%2e%2e", "encoded dots"),
        ("/../", "a segment of dots"),
        ("/./", "a segment of a dot"),
        (";", "a path parameter"),
        ("//", "an empty segment"),
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Request.Target: var target, Answer.Status: 400 } main
            || Array.Find(Parts, part => PathOf(target).Contains(part.Part, StringComparison.OrdinalIgnoreCase))
                is not { Name: { } name }
        )
        {
            yield break;
        }

        yield return new Clue(
            Causes.Request.PathAmbiguous,
            name is "a path parameter" or "an empty segment" ? Strength.Moderate : Strength.Strong,
            $"The path holds {name}, and the server answers 400"
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
