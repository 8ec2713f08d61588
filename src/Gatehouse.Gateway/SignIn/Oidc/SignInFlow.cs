using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions.Secrets;

namespace Gatehouse.Gateway.SignIn.Oidc;

/// <summary>
/// One sign-in under way at a provider: what the <c>state</c> holds, sealed. The browser holds a cookie of the flow's own
/// whose value is not in the state but its hash, so that two windows can both finish, and no other browser can.
/// </summary>
internal sealed record SignInFlow
{
    /// <summary>How long a person may take at the provider.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private const string Purpose = "sign-in at a provider";
    private const int RandomLength = 32;

    private SignInFlow() { }

    public required string Id { get; init; }

    public required string Provider { get; init; }

    public required string ReturnTo { get; init; }

    public required string Nonce { get; init; }

    public required string Verifier { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The host under which it was begun, for telling why a cookie did not come.</summary>
    public required string Host { get; init; }

    public TimeSpan? MaxAge { get; init; }

    private string CookieHash { get; init; } = "";

    /// <summary>The challenge of the verifier (RFC 7636 section 4.2).</summary>
    public string Challenge => Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    /// <summary>Begins a flow; <paramref name="cookie"/> is the value for the browser.</summary>
    public static SignInFlow Begin(
        string provider,
        string returnTo,
        string host,
        TimeSpan? maxAge,
        DateTimeOffset now,
        out string cookie
    )
    {
        cookie = Random();
        return new SignInFlow
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Provider = provider,
            ReturnTo = returnTo,
            Nonce = Random(),
            Verifier = Random(),
            StartedAt = now,
            Host = host,
            MaxAge = maxAge,
            CookieHash = Hash(cookie),
        };
    }

    /// <summary>The state as it goes to the provider and comes back.</summary>
    public string Close(Seal seal) =>
        seal.CloseText(
            Purpose,
            string.Join(
                '\n',
                Id,
                Provider,
                ReturnTo,
                Nonce,
                Verifier,
                StartedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
                Host,
                MaxAge is { } age ? ((long)age.TotalSeconds).ToString(CultureInfo.InvariantCulture) : "",
                CookieHash
            )
        );

    /// <summary>The flow of a state; null for one that was not made here.</summary>
    public static SignInFlow? Open(Seal seal, string state) =>
        seal.OpenText(Purpose, state)?.Split('\n')
            is [var id, var provider, var returnTo, var nonce, var verifier, var started, var host, var age, var hash]
            ? new SignInFlow
            {
                Id = id,
                Provider = provider,
                ReturnTo = returnTo,
                Nonce = nonce,
                Verifier = verifier,
                StartedAt = DateTimeOffset.FromUnixTimeSeconds(long.Parse(started, CultureInfo.InvariantCulture)),
                Host = host,
                MaxAge = age.Length == 0 ? null : TimeSpan.FromSeconds(long.Parse(age, CultureInfo.InvariantCulture)),
                CookieHash = hash,
            }
            : null;

    /// <summary>Whether a cookie's value is the one that this flow's browser was given.</summary>
    public bool Fits(string cookie) =>
        CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Hash(cookie)),
            Encoding.ASCII.GetBytes(CookieHash)
        );

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomLength));

    private static string Hash(string cookie) =>
        Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(cookie)));
}
