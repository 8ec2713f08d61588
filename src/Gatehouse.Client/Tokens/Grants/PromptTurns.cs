using System.Runtime.CompilerServices;
using Gatehouse.Client.Flow;

namespace Gatehouse.Client.Tokens.Grants;

/// <summary>One question at a time for each person, whichever of a program's clients asks.</summary>
internal static class PromptTurns
{
    private static readonly ConditionalWeakTable<ISignInPrompt, Turnstile> _turns = [];

    /// <summary>Waits for a turn, which lasts until it is disposed.</summary>
    public static async ValueTask<IDisposable> TakeAsync(ISignInPrompt prompt, CancellationToken cancellationToken)
    {
        var turns = _turns.GetValue(prompt, static _ => new Turnstile());
        await turns.EnterAsync(cancellationToken).ConfigureAwait(false);
        return new Turn(turns);
    }

    private sealed class Turn(Turnstile turns) : IDisposable
    {
        public void Dispose() => turns.Leave();
    }
}
