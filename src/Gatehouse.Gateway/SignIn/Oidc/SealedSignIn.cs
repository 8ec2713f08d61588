using System.Globalization;
using System.Text;
using Gatehouse.Decisions.Secrets;
using Gatehouse.Providers.SignIn;

namespace Gatehouse.Gateway.SignIn.Oidc;

/// <summary>What a session keeps of its sign-in at a provider: sealed, and bound to the session's id.</summary>
/// <param name="IdToken">The ID token, for signing out there.</param>
/// <param name="RefreshToken">What renews the sign-in, or null.</param>
/// <param name="Due">When it is to be renewed, or null for never.</param>
/// <param name="ClaimedAt">When a process began to renew it, or null.</param>
internal sealed record SealedSignIn(
    string? IdToken,
    string? RefreshToken,
    DateTimeOffset? Due,
    DateTimeOffset? ClaimedAt
)
{
    private static readonly TimeSpan ShortestTerm = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UsualTerm = TimeSpan.FromMinutes(5);

    /// <summary>What a provider has just given; what it left out stays as it was.</summary>
    public static SealedSignIn Of(ProviderTokens tokens, DateTimeOffset now, SealedSignIn? before = null)
    {
        var refresh = tokens.RefreshToken ?? before?.RefreshToken;
        var term = tokens.Lifetime ?? UsualTerm;
        return new SealedSignIn(
            tokens.IdToken ?? before?.IdToken,
            refresh,
            refresh is null ? null : now + (term < ShortestTerm ? ShortestTerm : term),
            ClaimedAt: null
        );
    }

    public byte[] Close(Seal seal, string sessionId) =>
        seal.Close(
            Purpose(sessionId),
            Encoding.UTF8.GetBytes(string.Join('\n', IdToken, RefreshToken, Write(Due), Write(ClaimedAt)))
        );

    public static SealedSignIn? Open(Seal seal, string sessionId, ReadOnlySpan<byte> closed) =>
        seal.Open(Purpose(sessionId), closed) is { } content
        && Encoding.UTF8.GetString(content).Split('\n') is [var id, var refresh, var due, var claimed]
            ? new SealedSignIn(
                id.Length == 0 ? null : id,
                refresh.Length == 0 ? null : refresh,
                Read(due),
                Read(claimed)
            )
            : null;

    private static string Purpose(string sessionId) => "sign-in of session " + sessionId;

    private static string Write(DateTimeOffset? at) =>
        at is { } known ? known.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) : "";

    private static DateTimeOffset? Read(string text) =>
        text.Length == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture));
}
