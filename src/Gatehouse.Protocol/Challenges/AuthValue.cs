using System.Collections.ObjectModel;

namespace Gatehouse.Protocol.Challenges;

/// <summary>
/// What a challenge and credentials have in common: RFC 9110 sections 11.3 and 11.4 give both the same shape, a scheme
/// followed by nothing, one token68 or parameters.
/// </summary>
internal sealed class AuthValue : IEquatable<AuthValue>
{
    /// <summary>For values that come from the parser, which has proven them.</summary>
    public AuthValue(string scheme, string? token68, AuthParameter[] parameters)
    {
        Scheme = scheme;
        Token68 = token68;
        Parameters = parameters.Length == 0 ? [] : new ReadOnlyCollection<AuthParameter>(parameters);
    }

    public string Scheme { get; }

    public string? Token68 { get; }

    public IReadOnlyList<AuthParameter> Parameters { get; }

    public string? this[string name]
    {
        get
        {
            foreach (var parameter in Parameters)
            {
                if (parameter.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return parameter.Value;
                }
            }

            return null;
        }
    }

    /// <exception cref="ArgumentException">A part that no header field can carry. No message repeats a value.</exception>
    public static AuthValue Create(string scheme, (string Name, string Value)[] parameters, UnquotedParameters unquoted)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        RequireScheme(scheme);
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var written = new AuthParameter[parameters.Length];
        for (var i = 0; i < parameters.Length; i++)
        {
            var (name, value) = parameters[i];
            if (!AuthGrammar.IsToken(name))
            {
                throw new ArgumentException("A parameter's name is not a token.", nameof(parameters));
            }

            if (!names.Add(name))
            {
                throw new ArgumentException($"The parameter '{name}' is given twice.", nameof(parameters));
            }

            written[i] = new AuthParameter(name, RequireWritable(scheme, name, value, unquoted));
        }

        return new AuthValue(scheme, token68: null, written);
    }

    /// <exception cref="ArgumentException">A part that no header field can carry. No message repeats the token68.</exception>
    public static AuthValue WithToken68(string scheme, string token68)
    {
        RequireScheme(scheme);
        if (!AuthGrammar.IsToken68(token68))
        {
            throw new ArgumentException("The value is not a token68.", nameof(token68));
        }

        return new AuthValue(scheme, token68, []);
    }

    /// <summary>Schemes and parameter names without regard to case, values exactly, parameters in order.</summary>
    public bool Equals(AuthValue? other)
    {
        if (
            other is null
            || !Scheme.Equals(other.Scheme, StringComparison.OrdinalIgnoreCase)
            || !string.Equals(Token68, other.Token68, StringComparison.Ordinal)
            || Parameters.Count != other.Parameters.Count
        )
        {
            return false;
        }

        for (var i = 0; i < Parameters.Count; i++)
        {
            if (
                !Parameters[i].Name.Equals(other.Parameters[i].Name, StringComparison.OrdinalIgnoreCase)
                || !Parameters[i].Value.Equals(other.Parameters[i].Value, StringComparison.Ordinal)
            )
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as AuthValue);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Scheme, StringComparer.OrdinalIgnoreCase);
        hash.Add(Token68, StringComparer.Ordinal);
        foreach (var parameter in Parameters)
        {
            hash.Add(parameter.Name, StringComparer.OrdinalIgnoreCase);
            hash.Add(parameter.Value, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }

    private static void RequireScheme(string scheme)
    {
        if (!AuthGrammar.IsToken(scheme))
        {
            throw new ArgumentException("The scheme is not a token.", nameof(scheme));
        }
    }

    private static string RequireWritable(string scheme, string name, string value, UnquotedParameters unquoted)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (name.Equals(BearerText.DescriptionName, StringComparison.OrdinalIgnoreCase))
        {
            return BearerText.Restrict(value);
        }

        if (AuthGrammar.IndexOfUnquotable(value) >= 0)
        {
            throw new ArgumentException(
                $"The value of '{name}' holds a control character or one that is no single octet.",
                nameof(value)
            );
        }

        if (unquoted.Contains(scheme, name) && !AuthGrammar.IsToken(value))
        {
            throw new ArgumentException($"The value of '{name}' must be a token: it may not be quoted.", nameof(value));
        }

        return value;
    }
}
