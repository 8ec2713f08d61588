namespace Gatehouse.Protocol.Challenges;

/// <summary>
/// The value of <c>Authorization</c> or <c>Proxy-Authorization</c> (RFC 9110 section 11.4): a scheme followed by nothing,
/// by one token68 or by parameters. Equality is that of <see cref="Challenge"/>.
/// </summary>
public sealed class Credentials : IEquatable<Credentials>
{
    internal Credentials(AuthValue content) => Content = content;

    /// <summary>
    /// The scheme as on the wire. Where nothing follows it, it may be a token or key whose scheme was forgotten: treat it
    /// as a secret then.
    /// </summary>
    public string Scheme => Content.Scheme;

    /// <summary>The token68, as Basic and Bearer use it; null where there is none. A secret.</summary>
    public string? Token68 => Content.Token68;

    /// <summary>The parameters in order, with names as received; the parser lets no name occur twice. Secrets.</summary>
    public IReadOnlyList<AuthParameter> Parameters => Content.Parameters;

    /// <summary>True when nothing follows the scheme.</summary>
    public bool IsLoneWord => Content.Token68 is null && Content.Parameters.Count == 0;

    internal AuthValue Content { get; }

    /// <summary>The value of the parameter of that name, whatever its case; null where there is none.</summary>
    public string? this[string name] => Content[name];

    /// <summary>Makes credentials of a scheme and parameters, none of them twice.</summary>
    /// <exception cref="ArgumentException">
    /// The scheme or a name is no token, a value holds a control character or one above U+00FF, a name occurs twice, or a
    /// value that RFC 7616 wants unquoted is no token. No message repeats a value.
    /// </exception>
    public static Credentials Create(string scheme, params (string Name, string Value)[] parameters) =>
        new(AuthValue.Create(scheme, parameters, UnquotedParameters.OfCredentials));

    /// <summary>Makes credentials of a scheme and a token68.</summary>
    /// <exception cref="ArgumentException">The scheme is no token, or the value no token68. No message repeats it.</exception>
    public static Credentials WithToken68(string scheme, string token68) => new(AuthValue.WithToken68(scheme, token68));

    /// <summary>True when the scheme is that one; schemes have no case (RFC 9110 section 11.1).</summary>
    public bool Is(string scheme) => Scheme.Equals(scheme, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public bool Equals(Credentials? other) => other is not null && Content.Equals(other.Content);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Credentials);

    /// <inheritdoc/>
    public override int GetHashCode() => Content.GetHashCode();

    /// <summary>The scheme, and nothing that signs anyone in: a lone word is not shown, for it may be a token.</summary>
    public override string ToString() => IsLoneWord ? "(a lone word)" : Scheme;
}
