namespace Gatehouse.Client;

/// <summary>What a resource asks for beyond the token that it was given.</summary>
/// <param name="Scopes">The scopes of a challenge (RFC 6750 section 3); empty where it names none.</param>
/// <param name="AcrValues">How the person has to sign in (RFC 9470 section 3); null where that is not said.</param>
/// <param name="MaxAge">How long ago they may have signed in at most; null where that is not said.</param>
public sealed record TokenNeeds(IReadOnlyList<string> Scopes, string? AcrValues = null, TimeSpan? MaxAge = null)
{
    /// <summary>Whether a person has to sign in again (RFC 9470), as it is always where one of the last two is said.</summary>
    public bool StepsUp { get; init; } = AcrValues is not null || MaxAge is not null;
}
