using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Probes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Contacts;

/// <summary>After the diagnosis: asks the site whom to write to, where somebody there must act and nobody is known yet.</summary>
internal static class ContactStep
{
    /// <summary>The request to send; null where it is not worth one.</summary>
    public static ProbePlan? For(Examination examination)
    {
        var needed = examination.Verdict == Verdict.Undecided || examination.Diagnoses is [{ Who: Party.Operator }, ..];
        return
            needed
            && examination.File.Target is { } target
            && examination.File.Main is { Answer: not null }
            && ContactFinder.In(examination).Count == 0
            ? new ProbePlan
            {
                Intent = ProbeIntent.Contact,
                Label = "whom to write to",
                Request = SentRequest.For(
                    new Uri(new Uri(target.GetLeftPart(UriPartial.Authority)), SecurityText.Path)
                ),
                Outcomes = [],
            }
            : null;
    }
}
