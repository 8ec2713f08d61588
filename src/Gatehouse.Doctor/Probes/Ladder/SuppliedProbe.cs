using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Probes.Ladder;

/// <summary>The request as it was described: the first thing to do.</summary>
internal sealed class SuppliedProbe : Probe
{
    public override IEnumerable<ProbePlan> Propose(CaseFile file)
    {
        if (file.Probed is not { Url: not null } subject || file.First(ProbeIntent.Supplied) is not null)
        {
            yield break;
        }

        yield return new ProbePlan
        {
            Intent = ProbeIntent.Supplied,
            Label =
                subject.Method != file.Subject!.Method
                    ? $"with GET in place of {file.Subject.Method}, which may change something"
                : subject.CarriesCredential ? "as given"
                : "without credentials, as given",
            Request = subject,
            Always = 1,
            Outcomes = [],
        };
    }
}
