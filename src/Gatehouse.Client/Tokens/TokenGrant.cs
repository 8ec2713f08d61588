namespace Gatehouse.Client.Tokens;

/// <summary>One way to get a token. Its keeper asks it once at a time.</summary>
internal abstract class TokenGrant : IDisposable
{
    /// <summary>The way, for people: <c>client credentials</c>.</summary>
    public abstract string Origin { get; }

    /// <summary>Who is asked, to speak of.</summary>
    public abstract Uri Address { get; }

    /// <summary>Whether a resource has to name the provider first (RFC 9728).</summary>
    public virtual bool NeedsChallenge => false;

    /// <summary>Whether it can ask for scopes that were not asked for before.</summary>
    public virtual bool CanWiden => true;

    /// <summary>Whether it can have a person sign in in a certain way (RFC 9470).</summary>
    public virtual bool CanStepUp => false;

    /// <summary>
    /// How long one request for a token may take altogether; infinite where a person is waited for, whose own time limit
    /// the provider sets.
    /// </summary>
    public virtual TimeSpan LimitFor(GrantDemand demand, TimeSpan usual) => usual;

    /// <summary>Gets a token. Every failure is a value.</summary>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public abstract ValueTask<GrantResult> RequestAsync(GrantDemand demand, CancellationToken cancellationToken);

    /// <summary>The refresh token that other processes may have; null where there is none, or where another place keeps it.</summary>
    public virtual string? SharedRefreshToken => null;

    /// <summary>Takes over a refresh token that another process got for the same session.</summary>
    public virtual ValueTask AdoptAsync(string refreshToken, CancellationToken cancellationToken) => default;

    /// <summary>The same way at another provider; null where that cannot be.</summary>
    /// <param name="issuer">An allowed issuer.</param>
    /// <param name="resource">The resource that the token is for.</param>
    public virtual TokenGrant? At(string issuer, string resource) => null;

    /// <inheritdoc/>
    public virtual void Dispose() { }
}
