using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client.Schemes.Key;

/// <summary>Where a key stands in a request.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Scheme">The word before the key, where the field is <c>Authorization</c>; null in a field of its own.</param>
internal sealed record KeyPlace(string Field, string? Scheme)
{
    // No RFC knows a scheme for keys; these are what servers call it.
    private static readonly string[] Names = ["Key", "ApiKey", "Api-Key", "X-Api-Key"];

    /// <summary>Whether a challenge asks for a key, by its scheme's name.</summary>
    public static bool IsChallengeForKeys(Challenge challenge) => Array.Exists(Names, challenge.Is);
}
