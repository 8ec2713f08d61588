using System.Security.Cryptography;
using Gatehouse.Decisions.Secrets;

namespace Gatehouse.Decisions.Sessions;

/// <summary>The value of a session's cookie: <c>ghs_</c> and what <see cref="SecretText"/> says.</summary>
public static class SessionText
{
    /// <summary>What every value starts with.</summary>
    public const string Prefix = "ghs_";

    /// <summary>A new session's value.</summary>
    public static string Create() => SecretText.Create(Prefix);

    /// <summary>A new session's public id: <c>s_</c> and 80 random bits. It names a session and opens none.</summary>
    public static string CreateId() => "s_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));

    /// <summary>Whether a text is a whole value: prefix, length and checksum.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text) => SecretText.IsWellFormed(Prefix, text);

    /// <summary>What the store keeps of it.</summary>
    public static byte[] Hash(ReadOnlySpan<char> text) => SecretText.Hash(text);
}
