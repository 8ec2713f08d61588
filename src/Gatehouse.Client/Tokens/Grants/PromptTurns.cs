using System.Runtime.CompilerServices;

namespace Gatehouse.Client.Tokens.Grants;

/// <summary>One question at a time for each person, whichever of a program's clients asks.</summary>
internal static class PromptTurns
{
    private static readonly ConditionalWeakTable<ISignInPrompt, SemaphoreSlim> _turns = [];

    /// <summary>Waits for a turn, which lasts until it is disposed.</summary>
    public static async ValueTask<IDisposable> TakeAsync(ISignInPrompt prompt, CancellationToken cancellationToken)
    {
        var turns = _turns.GetValue(prompt, static _ => new SemaphoreSlim(1, 1));
        await turns.WaitAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(turns);
    }

    private sealed class Turn(SemaphoreSlim turns) : IDisposable
    {
        public void Dispose() => turns.Release();
    }
}
