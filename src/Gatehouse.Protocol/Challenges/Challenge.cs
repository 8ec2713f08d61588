namespace Gatehouse.Protocol.Challenges;

/// <summary>
/// One challenge of <c>WWW-Authenticate</c> or <c>Proxy-Authenticate</c> (RFC 9110 section 11.3): a scheme followed by
/// nothing, by one token68 or by parameters. Two are equal when schemes and names agree without regard to case and
/// values agree exactly, in the same order.
/// </summary>
public sealed class Challenge : IEquatable<Challenge>
{
    internal Challenge(AuthValue content) => Content = content;

    /// <summary>The scheme as on the wire; compare it with <see cref="Is"/>.</summary>
    public string Scheme => Content.Scheme;

    /// <summary>The token68, such as the answer of a Negotiate exchange; null where there is none.</summary>
    public string? Token68 => Content.Token68;

    /// <summary>The parameters in order, repetitions included, with names as received.</summary>
    public IReadOnlyList<AuthParameter> Parameters => Content.Parameters;

    /// <summary>The protection space (RFC 9110 section 11.5), or null.</summary>
    public string? Realm => Content["realm"];

    internal AuthValue Content { get; }

    /// <summary>The value of the first parameter of that name, whatever its case; null where there is none.</summary>
    public string? this[string name] => Content[name];

    /// <summary>Makes a challenge of a scheme and parameters, none of them twice.</summary>
    /// <remarks>Characters that RFC 6750 keeps out of <c>error_description</c> are replaced.</remarks>
    /// <exception cref="ArgumentException">
    /// The scheme or a name is no token, a value holds a control character or one above U+00FF, a name occurs twice, or a
    /// value that RFC 7616 wants unquoted is no token.
    /// </exception>
    public static Challenge Create(string scheme, params (string Name, string Value)[] parameters) =>
        new(AuthValue.Create(scheme, parameters, UnquotedParameters.OfChallenges));

    /// <summary>Makes a challenge of a scheme and a token68.</summary>
    /// <exception cref="ArgumentException">The scheme is no token, or the value no token68.</exception>
    public static Challenge WithToken68(string scheme, string token68) => new(AuthValue.WithToken68(scheme, token68));

    /// <summary>True when the scheme is that one; schemes have no case (RFC 9110 section 11.1).</summary>
    public bool Is(string scheme) => Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(Challenge? other) => other is not null && Content.Equals(other.Content);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Challenge);

    /// <inheritdoc/>
    public override int GetHashCode() => Content.GetHashCode();

    /// <summary>The challenge as header text.</summary>
    public override string ToString() => ChallengeWriter.Write(this);
}
