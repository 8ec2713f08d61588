using System.Buffers;
using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Client.Proofs;

/// <summary>
/// Demonstrating Proof of Possession (RFC 9449): signs each request's method and address with a key that stays here.
/// Servers' nonces and clocks are kept by origin. Safe to use from many threads.
/// </summary>
internal sealed class DpopProver : IProofOfPossession, IDisposable
{
    private const string Field = "DPoP";
    private const string NonceField = "DPoP-Nonce";
    private const string ProofType = "dpop+jwt";
    private const int IdentifierLength = 16;
    private const int MostOrigins = 64;
    private const int LongestNonce = 1024;

    // A Date has whole seconds and was some time on the way: less says nothing of the clocks.
    private static readonly TimeSpan LeastDifference = TimeSpan.FromSeconds(3);

    // A clock that was never set is some decades behind; times beyond that could not be added to.
    private static readonly TimeSpan _mostDifference = TimeSpan.FromDays(36500);

    private readonly ConcurrentDictionary<string, string> _nonces = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TimeSpan> _clocks = new(StringComparer.Ordinal);
    private readonly TimeProvider _clock;
    private readonly SigningKey _key;
    private readonly bool _owns;

    /// <summary>Proves with a key.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="key">The program's own key, which outlives this; null for one that is made now and dies with this.</param>
    public DpopProver(TimeProvider clock, SigningKey? key = null)
    {
        _clock = clock;
        _owns = key is null;
        _key = key ?? SigningKey.CreateEs256();
    }

    /// <summary>The key's thumbprint, which tokens are bound to (<c>jkt</c>, RFC 9449 section 6.1; <c>dpop_jkt</c>, section 10).</summary>
    public string Thumbprint => _key.KeyId;

    /// <inheritdoc/>
    public void Apply(HttpRequestMessage request, string? accessToken)
    {
        var address = request.RequestUri!;
        var origin = OriginOf(address);
        var payload = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteString("jti", Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdentifierLength)));
            json.WriteString("htm", request.Method.Method);
            // RFC 9449 section 4.2: without query and fragment.
            json.WriteString("htu", origin + address.AbsolutePath);
            var now = _clock.GetUtcNow() + _clocks.GetValueOrDefault(origin);
            json.WriteNumber("iat", now.ToUnixTimeSeconds());
            if (accessToken is not null)
            {
                json.WriteString(
                    "ath",
                    Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken)))
                );
            }

            if (_nonces.TryGetValue(origin, out var nonce))
            {
                json.WriteString("nonce", nonce);
            }

            json.WriteEndObject();
        }

        request.Headers.Remove(Field);
        request.Headers.TryAddWithoutValidation(Field, _key.SignWithJwk(ProofType, payload.WrittenSpan));
    }

    /// <inheritdoc/>
    public bool See(HttpResponseMessage response)
    {
        if (response.RequestMessage?.RequestUri is not { IsAbsoluteUri: true } address)
        {
            return false;
        }

        var origin = OriginOf(address);
        Compare(origin, response);
        if (
            !response.Headers.NonValidated.TryGetValues(NonceField, out var values)
            || values.Count != 1
            || values.ToString() is not { Length: > 0 and <= LongestNonce } nonce
            || !IsNonce(nonce)
            || (_nonces.TryGetValue(origin, out var known) && known == nonce)
        )
        {
            return false;
        }

        if (_nonces.Count >= MostOrigins)
        {
            _nonces.Clear();
        }

        _nonces[origin] = nonce;
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_owns)
        {
            _key.Dispose();
        }
    }

    // The host as it goes on the wire, in the field Host: IdnHost, but for the brackets of IPv6 that it lacks.
    private static string OriginOf(Uri address)
    {
        var host = address.HostNameType == UriHostNameType.IPv6 ? address.Host : address.IdnHost;
        return address.IsDefaultPort
            ? $"{address.Scheme}://{host}"
            : string.Create(CultureInfo.InvariantCulture, $"{address.Scheme}://{host}:{address.Port}");
    }

    // RFC 9449 section 8.1: NQCHAR (RFC 6749 appendix A).
    private static bool IsNonce(string text) =>
        !text.AsSpan().ContainsAnyExceptInRange('!', '~') && !text.AsSpan().ContainsAny('"', '\\');

    // An answer out of a cache tells an old time (RFC 9111 section 5.1).
    private void Compare(string origin, HttpResponseMessage response)
    {
        if (response.Headers.Date is not { } date || response.Headers.NonValidated.Contains("Age"))
        {
            return;
        }

        var ahead = date - _clock.GetUtcNow();
        if (ahead.Duration() < LeastDifference)
        {
            _clocks.TryRemove(origin, out _);
            return;
        }

        if (_clocks.Count >= MostOrigins)
        {
            _clocks.Clear();
        }

        _clocks[origin] =
            ahead > _mostDifference ? _mostDifference
            : ahead < -_mostDifference ? -_mostDifference
            : ahead;
    }
}
