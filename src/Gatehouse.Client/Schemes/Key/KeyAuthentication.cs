using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client.Schemes.Key;

/// <summary>Adds keys to the ways of a client.</summary>
public static class KeyAuthentication
{
    /// <summary>Sends a key in a field of its own, such as <c>X-Api-Key</c>.</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="field">The field's name, a token (RFC 9110 section 5.1); not <c>Authorization</c>.</param>
    /// <param name="key">The key: what a field value may hold (RFC 9110 section 5.5), without blanks at either end.</param>
    /// <exception cref="ArgumentException">The name or the key cannot stand in a request. No message repeats the key.</exception>
    public static AuthenticationOptions Key(this AuthenticationOptions options, string field, string key)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrEmpty(field);
        if (field.Equals(AuthorizationField.Name, StringComparison.OrdinalIgnoreCase))
        {
            throw new ArgumentException(
                "A key in Authorization stands behind a scheme: name it with AuthorizationKey.",
                nameof(field)
            );
        }

        using var trial = new HttpRequestMessage();
        if (!trial.Headers.TryAddWithoutValidation(field, "x"))
        {
            throw new ArgumentException($"{field} is no name of a request field.", nameof(field));
        }

        Check(key);
        var place = new KeyPlace(field, null);
        return options.Add(_ => new KeyScheme(place, key));
    }

    /// <summary>Sends a key in <c>Authorization</c> behind a word that some interfaces ask for: <c>Authorization: ApiKey 0123</c>.</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="scheme">The word.</param>
    /// <param name="key">The key: what a field value may hold, without blanks at either end.</param>
    /// <exception cref="ArgumentException">The word or the key cannot stand in a request. No message repeats the key.</exception>
    public static AuthenticationOptions AuthorizationKey(this AuthenticationOptions options, string scheme, string key)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(key);
        var place = new KeyPlace(AuthorizationField.Name, Challenge.Create(scheme).Scheme);
        var value = $"{scheme} {key}";
        return options.Add(_ => new KeyScheme(place, value));
    }

    // A blank or line end at either side is what a file or variable brought along; sent, it would be a refusal nobody understands.
    private static void Check(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (char.IsWhiteSpace(key[0]) || char.IsWhiteSpace(key[^1]) || key.Any(letter => letter is < ' ' or > '~'))
        {
            throw new ArgumentException("A key is printable ASCII without blanks or line ends around it.", nameof(key));
        }
    }
}
