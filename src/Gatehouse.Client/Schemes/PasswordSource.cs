using System.Diagnostics.CodeAnalysis;
using Gatehouse.Client.Flow;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Schemes;

/// <summary>
/// Where a scheme has its user and password from: a constant, or somebody who is asked, one question at a time however
/// many requests wait, and whose answer is kept until a server refuses it.
/// </summary>
internal sealed class PasswordSource
{
    private readonly Func<SignInRequest, CancellationToken, ValueTask<PasswordCredential?>>? _ask;
    private readonly Turnstile _asking = new();
    private volatile PasswordCredential? _held;
    private long _questions;

    /// <summary>Always the same one.</summary>
    public PasswordSource(PasswordCredential constant) => _held = constant;

    /// <summary>One that is asked for when it is needed first, and again where it was refused.</summary>
    /// <param name="ask">Asks; null where there is none to be had.</param>
    public PasswordSource(Func<SignInRequest, CancellationToken, ValueTask<PasswordCredential?>> ask) => _ask = ask;

    /// <summary>One that a person types; none where nobody can be asked.</summary>
    public static PasswordSource Asking(ISignInPrompt? prompt) =>
        new(prompt is null ? static (_, _) => default : prompt.AskPasswordAsync);

    /// <summary>What is at hand, without waiting and without allocating.</summary>
    public bool TryGet([NotNullWhen(true)] out PasswordCredential? credential)
    {
        credential = _held;
        return credential is not null;
    }

    /// <summary>What is at hand, or what is answered now; null where there is none.</summary>
    public ValueTask<PasswordCredential?> GetAsync(SignInRequest request, CancellationToken cancellationToken) =>
        _held is { } held ? new(held)
        : _ask is null ? default
        : AskAsync(request, refused: null, cancellationToken);

    /// <summary>
    /// Another in place of one that a server refused: what is at hand where that is another already, what is answered now
    /// otherwise; null where there is no other.
    /// </summary>
    /// <param name="request">What for; the cause and the user are filled in.</param>
    /// <param name="refused">The one that was sent.</param>
    /// <param name="cancellationToken">Ends the wait, and the question if it is this caller's.</param>
    public ValueTask<PasswordCredential?> RenewAsync(
        SignInRequest request,
        PasswordCredential refused,
        CancellationToken cancellationToken
    ) =>
        _held is { } held && held != refused ? new(held)
        : _ask is null ? default
        : AskAsync(
            request with
            {
                Cause = Causes.Credentials.Rejected,
                User = refused.User,
            },
            refused,
            cancellationToken
        );

    private async ValueTask<PasswordCredential?> AskAsync(
        SignInRequest request,
        PasswordCredential? refused,
        CancellationToken cancellationToken
    )
    {
        var questions = Interlocked.Read(ref _questions);
        await _asking.EnterAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            // Whoever waited while another's question was put shares its answer, a "no" too.
            if (Interlocked.Read(ref _questions) != questions || (_held is not null && _held != refused))
            {
                return _held != refused ? _held : null;
            }

            var answer = await _ask!(request, cancellationToken).ConfigureAwait(false);
            Interlocked.Increment(ref _questions);
            if (answer == refused)
            {
                return null;
            }

            _held = answer;
            return answer;
        }
        finally
        {
            _asking.Leave();
        }
    }
}
