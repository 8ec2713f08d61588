namespace Gatehouse.Decisions.References;

/// <summary>What the text of a reference says, once deciphered.</summary>
/// <param name="Cause">The number of the operator's cause.</param>
/// <param name="At">The second in which the request was refused.</param>
/// <param name="Node">The node that refused it.</param>
/// <param name="Sequence">Tells refusals of one node and second apart.</param>
public readonly record struct Reference(ushort Cause, DateTimeOffset At, ushort Node, uint Sequence);
