using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Requests;

/// <summary>A refused request brings two descriptions of where it goes, which a proxy adds to or passes on.</summary>
[Names("forward.description-conflicting")]
internal sealed class ForwardedFieldsRule : Rule
{
    // The fields by which proxies tell one thing about a request.
    private static readonly string[][] Synonyms =
    [
        ["X-Forwarded-Method", "X-Original-Method"],
        ["X-Forwarded-Host", "X-Original-Host"],
        ["X-Forwarded-Proto", "X-Original-Proto", "X-Forwarded-Scheme"],
        ["X-Forwarded-Uri", "X-Original-Uri", "X-Original-Url"],
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Main is not { Request.Headers: var headers, Answer.Status: >= 400 } main)
        {
            yield break;
        }

        foreach (var names in Synonyms)
        {
            var values = names
                .SelectMany(headers.All)
                .SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries))
                .Select(value => Place(names[0], value))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .ToList();
            if (values.Count > 1)
            {
                yield return new Clue(
                    Causes.Forward.DescriptionConflicting,
                    Strength.Strong,
                    $"The request describes itself twice and differently: {string.Join(" / ", values)} as {names[0]}"
                )
                {
                    Source = main.Source,
                    Remedy = $"Do not send {names[0]} or its like yourself; the proxy writes them",
                    RemedyBy = Party.Caller,
                };
            }
        }
    }

    // X-Original-URL holds the whole address with some proxies, the path with others.
    private static string Place(string name, string value) =>
        name == "X-Forwarded-Uri" && Uri.TryCreate(value, UriKind.Absolute, out var url) && !url.IsFile
            ? url.PathAndQuery
            : value;
}
