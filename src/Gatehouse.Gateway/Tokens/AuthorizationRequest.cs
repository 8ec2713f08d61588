using System.Text.Json;

namespace Gatehouse.Gateway.Tokens;

/// <summary>What a program asks a person for (RFC 6749 section 4.1.1), once it is found to be in order.</summary>
/// <param name="ClientId">The program.</param>
/// <param name="RedirectUri">Where its code goes.</param>
/// <param name="Scopes">What it asks for.</param>
/// <param name="CodeChallenge">The challenge of whoever may exchange the code.</param>
/// <param name="State">What it gets back unchanged, or null.</param>
/// <param name="Resource">For which resource its tokens are to be.</param>
/// <param name="Session">The session of the person who was shown it.</param>
/// <param name="Until">Until when the person may answer, in Unix seconds.</param>
internal sealed record AuthorizationRequest(
    string ClientId,
    string RedirectUri,
    IReadOnlyList<string> Scopes,
    string CodeChallenge,
    string? State,
    string Resource,
    string Session,
    long Until
)
{
    /// <summary>As text, to be sealed.</summary>
    public string ToText() => JsonSerializer.Serialize(this, AuthorizationRequestJson.Default.AuthorizationRequest);

    /// <summary>From what <see cref="ToText"/> wrote.</summary>
    public static AuthorizationRequest FromText(string text) =>
        JsonSerializer.Deserialize(text, AuthorizationRequestJson.Default.AuthorizationRequest)!;
}
