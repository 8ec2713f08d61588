using Gatehouse.Client.Flow;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client.Schemes;

/// <summary>
/// One way to present credentials at one origin, and what it learnt there. Lives as long as the program, and is safe to
/// use from many threads.
/// </summary>
internal abstract class ClientScheme : IDisposable
{
    /// <summary>The scheme's name on the wire: <c>Digest</c>.</summary>
    public abstract string Name { get; }

    /// <summary>How much it protects what it presents, among others: see <see cref="SchemeStrength"/>.</summary>
    public abstract int Strength { get; }

    /// <summary>What it presents.</summary>
    public abstract CredentialKind Kind { get; }

    /// <summary>
    /// Whether each of its answers is for one challenge, so that an older one may be refused although the secret behind it is
    /// right.
    /// </summary>
    public virtual bool AnswersOneChallenge => false;

    /// <summary>Whether it has credentials that need no challenge, and keeps them back until they are asked for.</summary>
    public virtual bool HasAtHand => false;

    /// <summary>Whether who sees its credentials on the way could use them: they then go over plain http to this machine alone.</summary>
    public virtual bool ShowsSecret => true;

    /// <summary>
    /// Puts on a request what may go without being asked: at once, without waiting and without allocating where that can
    /// be. On the path of every request.
    /// </summary>
    public abstract Preparation Prepare(HttpRequestMessage request);

    /// <summary>The same, where <see cref="Prepare"/> said that it has to wait for something.</summary>
    /// <exception cref="ProviderUnavailableException">What is needed cannot be had now.</exception>
    /// <exception cref="AuthenticationFailedException">What is needed cannot be had at all.</exception>
    public virtual ValueTask PrepareAsync(HttpRequestMessage request, CancellationToken cancellationToken) => default;

    /// <summary>How well it can answer a challenge: 0 not at all, else as <see cref="Strength"/>.</summary>
    public abstract int StrengthFor(Challenge challenge);

    /// <summary>
    /// Puts the answer to a challenge on a request, in place of what was on it. False where there is nothing new to say:
    /// <see cref="Refusal.Notes"/> then holds why.
    /// </summary>
    /// <inheritdoc cref="PrepareAsync" path="/exception"/>
    public abstract ValueTask<bool> AnswerAsync(
        HttpRequestMessage request,
        Refusal refusal,
        Challenge challenge,
        CancellationToken cancellationToken
    );

    /// <summary>Whether <see cref="AcceptAsync"/> wants to see an answer that got through. On the path of every request.</summary>
    public virtual bool WantsToSee(HttpResponseMessage response) => false;

    /// <summary>Learns from an answer that got through: that credentials are good, the next nonce, the server's own proof.</summary>
    /// <exception cref="AuthenticationFailedException">The server's proof is wrong.</exception>
    public virtual ValueTask AcceptAsync(
        HttpRequestMessage request,
        HttpResponseMessage response,
        CancellationToken cancellationToken
    ) => default;

    /// <summary>Looks at an answer that refused: for a nonce to go on with.</summary>
    public virtual void SeeRefusal(HttpResponseMessage response) { }

    /// <summary>Takes off what this scheme put on a request.</summary>
    public abstract void Remove(HttpRequestMessage request);

    /// <summary>
    /// What tells one credential from another without being it (see <see cref="CredentialFingerprint"/>): the same password
    /// in two Digest answers has one. Null where the request carries none of this scheme.
    /// </summary>
    public abstract CredentialFingerprint? FingerprintOf(HttpRequestMessage request);

    /// <summary>
    /// Sets up the handler that connects, before its first request, where this client owns or was given it: certificates,
    /// how fields are written. Called again for each handler that is made in place of an older one.
    /// </summary>
    public virtual void Configure(SocketsHttpHandler handler) { }

    /// <summary>Forgets what it learnt, and which of its credentials were refused.</summary>
    public virtual void Forget() { }

    /// <summary>Frees what it holds.</summary>
    public virtual void Dispose() { }
}
