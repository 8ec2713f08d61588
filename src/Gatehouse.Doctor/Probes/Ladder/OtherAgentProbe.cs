using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>The same without credentials, under a browser's name: filters look at the program, applications do not.</summary>
internal sealed class OtherAgentProbe : Probe
{
    internal const string Browser =
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (Again(file) is { } again)
        {
            yield return again;
        }

        if (
            file.Probed is not { Url: not null } subject
            || file.First(ProbeIntent.OtherAgent) is not null
            || file.First(ProbeIntent.Supplied) is not { Answer: { Status: 403 or 406 or 429 or 503 or 401 } answer }
            || answer.Challenges.Challenges.Count > 0
        )
        {
            yield break;
        }

        yield return new ProbePlan
        {
            Intent = ProbeIntent.OtherAgent,
            Label = "under a browser's name",
            Request = subject with { Headers = subject.Headers.With("User-Agent", Browser) },
            Always = answer.Status == 403 ? 0.5 : 0.1,
            Risk = subject.CarriesCredential ? 0.3 : 0,
            Outcomes =
            [
                [Causes.Waf.Blocked],
            ],
        };
    }

    // A browser's name helped: does the program's own still not?
    private static ProbePlan? Again(CaseFile file) =>
        file.Probed is { Url: not null } subject
        && file.First(ProbeIntent.OtherAgent) is { Answer.IsSuccess: true } other
        && file.All(ProbeIntent.Repeated).Where(exchange => exchange.Number > other.Number).ToList()
            is { Count: < 2 } since
        && since.TrueForAll(exchange => exchange.Answer is { IsSuccess: false })
            ? new ProbePlan
            {
                Intent = ProbeIntent.Repeated,
                Label = "once more under its own name",
                Request = subject,
                Always = 0.9,
                Outcomes =
                [
                    [Causes.Waf.Blocked],
                    [Causes.Replica.Inconsistent],
                ],
            }
            : null;
}
