using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text.Json;
using Gatehouse.Client.Providers;
using Gatehouse.Protocol.Basic;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Client;

/// <summary>
/// Who this program is to the provider (RFC 6749 section 2), and how it proves that. Holds secrets: no text of this type
/// shows them.
/// </summary>
public sealed class ClientIdentity
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static readonly TimeSpan _assertionLife = TimeSpan.FromMinutes(1);

    private readonly string? _secret;
    private readonly bool _inBody;
    private readonly SigningKey? _key;

    private ClientIdentity(string id, string? secret, bool inBody, SigningKey? key)
    {
        ArgumentException.ThrowIfNullOrEmpty(id);
        Id = id;
        _secret = secret;
        _inBody = inBody;
        _key = key;
    }

    /// <summary>The <c>client_id</c>.</summary>
    public string Id { get; }

    internal IEnumerable<string> Secrets => _secret is null ? [] : [_secret];

    /// <summary>A client that has no secret: programs on machines of users.</summary>
    /// <param name="id">The <c>client_id</c>.</param>
    public static ClientIdentity Public(string id) => new(id, secret: null, inBody: false, key: null);

    /// <summary>A client with a secret, sent as a Basic credential (RFC 6749 section 2.3.1): what every provider must take.</summary>
    /// <param name="id">The <c>client_id</c>.</param>
    /// <param name="secret">The secret.</param>
    public static ClientIdentity WithSecret(string id, string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        return new(id, secret, inBody: false, key: null);
    }

    /// <summary>A client with a secret, sent in the form, for providers that take it nowhere else.</summary>
    /// <inheritdoc cref="WithSecret" path="/param"/>
    public static ClientIdentity WithSecretInBody(string id, string secret)
    {
        ArgumentException.ThrowIfNullOrEmpty(secret);
        return new(id, secret, inBody: true, key: null);
    }

    /// <summary>A client with a key that never leaves this machine: <c>private_key_jwt</c> by ES256 (RFC 7523 section 2.2).</summary>
    /// <param name="id">The <c>client_id</c>.</param>
    /// <param name="key">The key. Its owner disposes it, once no client uses it any more.</param>
    public static ClientIdentity WithKey(string id, SigningKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return new(id, secret: null, inBody: false, key);
    }

    /// <summary>The id, and how it proves itself.</summary>
    public override string ToString() =>
        $"{Id} ({(_key is not null ? "key" : _secret is not null ? "secret" : "public")})";

    /// <summary>Adds what proves this client to a form and, where it goes there, to the field <c>Authorization</c>.</summary>
    /// <param name="form">The form.</param>
    /// <param name="audience">Who is asked: the issuer where that is known, otherwise the endpoint.</param>
    /// <param name="providerNow">The time by the provider's clock.</param>
    internal AuthenticationHeaderValue? Prove(
        List<KeyValuePair<string, string>> form,
        string audience,
        DateTimeOffset providerNow
    )
    {
        if (_secret is not null && !_inBody)
        {
            // Both parts are form-encoded before they are joined (RFC 6749 section 2.3.1).
            return new("Basic", BasicCredentials.Encode(FormText.Encode(Id), FormText.Encode(_secret)));
        }

        form.Add(new("client_id", Id));
        if (_secret is not null)
        {
            form.Add(new("client_secret", _secret));
        }
        else if (_key is not null)
        {
            form.Add(new("client_assertion_type", AssertionType));
            form.Add(new("client_assertion", Assertion(_key, audience, providerNow)));
        }

        return null;
    }

    private string Assertion(SigningKey key, string audience, DateTimeOffset providerNow)
    {
        using var payload = new MemoryStream();
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteString("iss", Id);
            json.WriteString("sub", Id);
            json.WriteString("aud", audience);
            json.WriteString("jti", Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)));
            json.WriteNumber("iat", providerNow.ToUnixTimeSeconds());
            json.WriteNumber("exp", (providerNow + _assertionLife).ToUnixTimeSeconds());
            json.WriteEndObject();
        }

        return key.Sign("JWT", payload.ToArray());
    }
}
