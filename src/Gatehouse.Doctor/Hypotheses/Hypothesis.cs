using Gatehouse.Doctor.Rules;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Hypotheses;

/// <summary>A cause that could be the one.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Probability">How likely it is, 0 to 1; all hypotheses together with "something else" make 1.</param>
/// <param name="Clues">What speaks for it and against it, the strongest first.</param>
internal sealed record Hypothesis(Cause Cause, double Probability, IReadOnlyList<Clue> Clues);
