namespace Gatehouse.Protocol.Challenges;

/// <summary>What could be read of one or more field lines, and every fault on the way.</summary>
/// <param name="Challenges">The challenges in order; none that a fault has touched, except as the lenient reading says.</param>
/// <param name="Faults">The faults in order; empty where the grammar is met.</param>
public sealed record ChallengeReading(IReadOnlyList<Challenge> Challenges, IReadOnlyList<ParseFault> Faults);
