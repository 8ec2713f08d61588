namespace Gatehouse.Client;

/// <summary>An access token as its issuer gave it. Its value is a secret: no text of this type holds it.</summary>
public sealed class AccessToken
{
    private const string Bearer = "Bearer";

    /// <summary>A token.</summary>
    /// <param name="value">The token as it goes into <c>Authorization</c>: one or more printable ASCII characters, none a blank.</param>
    /// <param name="expiresAt">When it ends, by this machine's clock; null where nobody said.</param>
    /// <param name="type">The scheme that it is presented with (RFC 6749 section 7.1): <c>Bearer</c>, or <c>DPoP</c> (RFC 9449).</param>
    /// <param name="scopes">What it is good for; empty where nobody said.</param>
    /// <exception cref="ArgumentException">The value or the type cannot stand in a field. No message repeats it.</exception>
    public AccessToken(
        string value,
        DateTimeOffset? expiresAt = null,
        string type = Bearer,
        IReadOnlyCollection<string>? scopes = null
    )
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        ArgumentException.ThrowIfNullOrEmpty(type);
        if (value.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("A token is printable ASCII without blanks.", nameof(value));
        }

        if (type.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("A token type is the name of a scheme.", nameof(type));
        }

        Value = value;
        ExpiresAt = expiresAt;
        // Servers give "bearer" in any letters, and some resources take none but the RFC's (RFC 6749 section 5.1).
        Type = type.Equals(Bearer, StringComparison.OrdinalIgnoreCase) ? Bearer : type;
        Scopes = scopes ?? [];
        FieldValue = $"{Type} {value}";
    }

    /// <summary>The token. A secret.</summary>
    public string Value { get; }

    /// <summary>The scheme that it is presented with: <c>Bearer</c> or <c>DPoP</c>.</summary>
    public string Type { get; }

    /// <summary>When it ends, by this machine's clock; null where nobody said.</summary>
    public DateTimeOffset? ExpiresAt { get; }

    /// <summary>What it is good for (RFC 6749 section 3.3); empty where nobody said.</summary>
    public IReadOnlyCollection<string> Scopes { get; }

    /// <summary>The whole value of <c>Authorization</c>, made once. A secret.</summary>
    internal string FieldValue { get; }

    /// <summary>The type, and never the token.</summary>
    public override string ToString() => $"{Type} token";
}
