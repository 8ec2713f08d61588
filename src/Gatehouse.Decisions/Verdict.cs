namespace Gatehouse.Decisions;

/// <summary>What a decision ends in: a closed choice of <see cref="Granted"/>, <see cref="Denied"/> and <see cref="Undecided"/>.</summary>
public abstract class Verdict
{
    private protected Verdict() { }
}
