namespace Gatehouse.Lab.Provider;

/// <summary>A token that was given out, and what becomes of it. Its owner's lock guards what changes.</summary>
internal sealed class IssuedToken
{
    public required string Text { get; init; }

    public required TokenKind Kind { get; init; }

    public required string Subject { get; init; }

    public required string ClientId { get; init; }

    public required string Scope { get; init; }

    public required string Audience { get; init; }

    public required string Id { get; init; }

    /// <summary>The sign-in that it comes from; all its tokens end together.</summary>
    public required string Family { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public DateTimeOffset? NotBefore { get; init; }

    public required DateTimeOffset AuthenticatedAt { get; init; }

    public bool Revoked { get; set; }

    /// <summary>When a refresh token was replaced by another; null where it was not.</summary>
    public DateTimeOffset? ReplacedAt { get; set; }

    /// <summary>Whether it is good at an instant of the provider's clock.</summary>
    public bool IsActive(DateTimeOffset now) =>
        !Revoked && now < ExpiresAt && (NotBefore is not { } start || start <= now);
}
