using System.Security.Cryptography;
using Gatehouse.Decisions.Secrets;

namespace Gatehouse.Decisions.Tokens;

/// <summary>The texts of codes (<c>ghc_</c>) and refresh tokens (<c>ghr_</c>), and what <see cref="SecretText"/> says of them.</summary>
public static class GrantText
{
    /// <summary>What every authorization code starts with.</summary>
    public const string CodePrefix = "ghc_";

    /// <summary>What every refresh token starts with.</summary>
    public const string RefreshPrefix = "ghr_";

    /// <summary>A new authorization code.</summary>
    public static string CreateCode() => SecretText.Create(CodePrefix);

    /// <summary>A new refresh token.</summary>
    public static string CreateRefreshToken() => SecretText.Create(RefreshPrefix);

    /// <summary>A new grant's public id: <c>g_</c> and 80 random bits. It names a grant and opens nothing.</summary>
    public static string CreateId() => "g_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));

    /// <summary>Whether a text is a whole authorization code.</summary>
    public static bool IsCode(ReadOnlySpan<char> text) => SecretText.IsWellFormed(CodePrefix, text);

    /// <summary>Whether a text is a whole refresh token.</summary>
    public static bool IsRefreshToken(ReadOnlySpan<char> text) => SecretText.IsWellFormed(RefreshPrefix, text);

    /// <summary>What the store keeps of either.</summary>
    public static byte[] Hash(ReadOnlySpan<char> text) => SecretText.Hash(text);
}
