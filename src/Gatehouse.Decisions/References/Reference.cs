namespace Gatehouse.Decisions.References;

/// <summary>What the text of a reference says, once deciphered.</summary>
/// <param name="Cause">The number of the operator's cause.</param>
/// <param name="At">The second in which the request was refused.</param>
/// <param name="Node">The node that refused it.</param>
/// <param name="Sequence">Tells refusals of one node and second apart.</param>
public readonly record struct Reference(ushort Cause, DateTimeOffset At, ushort Node, uint Sequence)
{
    /// <summary>
    /// The number of the cause that the caller saw of a hidden route: what the next route would have said. Null where the
    /// caller saw the public cause of <see cref="Cause"/>.
    /// </summary>
    public ushort? Shown { get; init; }
}
