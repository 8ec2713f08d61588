namespace Gatehouse.Doctor.Probes;

/// <summary>
/// One kind of request that can tell causes apart. It proposes what could be sent now; the consultation sends the
/// proposal that separates best. Every class that derives from it and has a constructor without parameters is known.
/// </summary>
internal abstract class Probe
{
    /// <summary>What could be sent, as far as is known now. What was sent already is not proposed again.</summary>
    public abstract IEnumerable<ProbePlan> Propose(CaseFile file);
}
