using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Differences;

/// <summary>The same request is granted under another form of the path.</summary>
[Names("endpoint.wrong-path")]
internal sealed class OtherPathRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.First(ProbeIntent.Supplied)?.Answer is not { IsSuccess: false } given)
        {
            yield break;
        }

        // Where every unknown path gets a page, another form of this one is as unknown as any.
        var all = file.First(ProbeIntent.Neighbour)?.Answer is { IsSuccess: true };
        foreach (var other in file.All(ProbeIntent.OtherPath))
        {
            var granted = !all && other.Answer is { IsSuccess: true, MediaType: not "text/html" };
            if (granted || (given.Status == 404 && other.Answer is { Status: 401 or 403 }))
            {
                yield return new Clue(
                    Causes.Endpoint.WrongPath,
                    granted && file.First(ProbeIntent.Neighbour) is not null ? Strength.Decisive : Strength.Strong,
                    $"{other.Request?.Url?.AbsolutePath} is answered with {other.Answer!.Status}, and the path that was asked for with {given.Status}"
                )
                {
                    Source = other.Source,
                    Remedy = $"Ask for {other.Request?.Url?.AbsolutePath}",
                };
                yield break;
            }
        }
    }
}
