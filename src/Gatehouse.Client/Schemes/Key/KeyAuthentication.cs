using Gatehouse.Client.Schemes;
using Gatehouse.Client.Schemes.Key;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Client;

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
        var place = PlaceOf(field);
        _ = Checked(key);
        return options.Add(_ => new KeyScheme(place, new KeySource(key)));
    }

    /// <summary>Sends a key in <c>Authorization</c> behind a word that some interfaces ask for: <c>Authorization: ApiKey 0123</c>.</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="scheme">The word.</param>
    /// <param name="key">The key: what a field value may hold, without blanks at either end.</param>
    /// <exception cref="ArgumentException">The word or the key cannot stand in a request. No message repeats the key.</exception>
    public static AuthenticationOptions AuthorizationKey(this AuthenticationOptions options, string scheme, string key)
    {
        ArgumentNullException.ThrowIfNull(options);
        var place = new KeyPlace(AuthorizationField.Name, Challenge.Create(scheme).Scheme);
        var value = $"{scheme} {Checked(key)}";
        return options.Add(_ => new KeyScheme(place, new KeySource(value)));
    }

    /// <summary>Sends a key in a field of its own that somebody gives, and gives again where it was refused: keys are rotated.</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="field">The field's name; not <c>Authorization</c>.</param>
    /// <param name="ask">Gives the key as it is now, from a file or a secret store. Called by one request at a time.</param>
    /// <exception cref="ArgumentException">The name cannot stand in a request.</exception>
    public static AuthenticationOptions Key(
        this AuthenticationOptions options,
        string field,
        Func<CancellationToken, ValueTask<string>> ask
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(ask);
        var place = PlaceOf(field);
        return options.Add(_ => new KeyScheme(place, new KeySource(ask, static key => key)));
    }

    /// <summary>The same behind a word in <c>Authorization</c>.</summary>
    /// <param name="options">The client's ways.</param>
    /// <param name="scheme">The word.</param>
    /// <param name="ask">Gives the key as it is now. Called by one request at a time.</param>
    /// <exception cref="ArgumentException">The word cannot stand in a request.</exception>
    public static AuthenticationOptions AuthorizationKey(
        this AuthenticationOptions options,
        string scheme,
        Func<CancellationToken, ValueTask<string>> ask
    )
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(ask);
        var place = new KeyPlace(AuthorizationField.Name, Challenge.Create(scheme).Scheme);
        return options.Add(_ => new KeyScheme(place, new KeySource(ask, key => $"{place.Scheme} {key}")));
    }

    // A blank or line end at either side is what a file or variable brought along; sent, it would be a refusal nobody understands.
    internal static string Checked(string key)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        return
            char.IsWhiteSpace(key[0]) || char.IsWhiteSpace(key[^1]) || key.AsSpan().ContainsAnyExceptInRange(' ', '~')
            ? throw new ArgumentException(
                "A key is printable ASCII without blanks or line ends around it.",
                nameof(key)
            )
            : key;
    }

    private static KeyPlace PlaceOf(string field)
    {
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

        return new KeyPlace(field, null);
    }
}
