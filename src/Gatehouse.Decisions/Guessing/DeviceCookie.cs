using System.Security.Cryptography;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Secrets;
using Gatehouse.Decisions.Sessions;

namespace Gatehouse.Decisions.Guessing;

/// <summary>
/// The cookie by which a browser is known to have signed somebody in: a secret for each of the few people who use it, of
/// which the store keeps the hash.
/// </summary>
public static class DeviceCookie
{
    /// <summary>What a secret of a device begins with.</summary>
    public const string Prefix = "ghd_";

    /// <summary>How many people's secrets one browser keeps.</summary>
    public const int MostPeople = 4;

    private const char Separator = '.';

    /// <summary>A new device's public id: <c>d_</c> and 80 random bits.</summary>
    public static string CreateId() => "d_" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(10));

    /// <summary>The cookie's name: over https no other host and no plain http can have set it.</summary>
    public static string NameFor(RequestFacts facts) => facts.Https ? "__Host-gatehouse-device" : "gatehouse-device";

    /// <summary>The secrets that the browser sent, the latest first.</summary>
    public static IReadOnlyList<string> Read(RequestFacts facts)
    {
        if (!SessionCookie.TryFind(facts, NameFor(facts), out var line, out var start, out var length))
        {
            return [];
        }

        return
        [
            .. line.Substring(start, Math.Min(length, MostPeople * (Prefix.Length + SecretText.LengthBehindPrefix + 1)))
                .Split(Separator, MostPeople + 1)
                .Take(MostPeople)
                .Where(secret => SecretText.IsWellFormed(Prefix, secret)),
        ];
    }

    /// <summary>The cookie's value with a new secret before those that stay.</summary>
    public static string Write(string secret, IEnumerable<string> others) =>
        string.Join(Separator, others.Prepend(secret).Take(MostPeople));
}
