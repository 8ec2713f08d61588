using System.Reflection;
using Gatehouse.Doctor.Hypotheses;

namespace Gatehouse.Doctor.Probes;

/// <summary>All probes, and the choice among what they propose.</summary>
internal sealed class ProbeBook
{
    // Below this a request tells too little to be worth sending.
    private const double Least = 0.06;

    // What is worth this much in every case is asked in every case; the rest less, the less doubt is left.
    private const double InEveryCase = 0.8;

    /// <summary>The probes of this assembly.</summary>
    public static ProbeBook Standard { get; } = new(Discover());

    public ProbeBook(IReadOnlyList<Probe> probes) => Probes = probes;

    public IReadOnlyList<Probe> Probes { get; }

    /// <summary>The proposal that separates the hypotheses best for what it costs; null where none is worth it.</summary>
    public ProbePlan? Choose(CaseFile file, IReadOnlyList<Hypothesis> hypotheses) =>
        Probes
            .SelectMany(probe => probe.Propose(file))
            .Select(plan => (Plan: plan, Worth: WorthOf(plan, hypotheses)))
            .Where(item => item.Worth >= Least)
            .OrderByDescending(item => item.Worth)
            .Select(item => item.Plan)
            .FirstOrDefault();

    /// <summary>The proposal that is asked even where one cause stands clear; null for none.</summary>
    public ProbePlan? Due(CaseFile file) =>
        Probes.SelectMany(probe => probe.Propose(file)).FirstOrDefault(plan => plan.Due);

    /// <summary>How much of the doubt the plan takes away on average: the drop in Gini impurity, less its risk.</summary>
    internal static double WorthOf(ProbePlan plan, IReadOnlyList<Hypothesis> hypotheses)
    {
        var masses = plan
            .Outcomes.Select(outcome =>
                hypotheses.Where(hypothesis => outcome.Contains(hypothesis.Cause)).Sum(item => item.Probability)
            )
            .ToList();
        var rest = Math.Max(0, 1 - masses.Sum());
        var split = 1 - masses.Sum(mass => mass * mass) - (rest * rest);
        var doubt = hypotheses.Count > 0 ? 1 - hypotheses[0].Probability : 1;
        var always = plan.Always >= InEveryCase ? plan.Always : plan.Always * doubt;
        return Math.Max(split, always) / (1 + plan.Risk);
    }

    private static List<Probe> Discover() =>
        [
            .. typeof(ProbeBook)
                .Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(Probe)) && !type.IsAbstract)
                .Where(type => type.GetConstructor(BindingFlags.Public | BindingFlags.Instance, []) is not null)
                .OrderBy(type => type.FullName, StringComparer.Ordinal)
                .Select(type => (Probe)Activator.CreateInstance(type)!),
        ];
}
