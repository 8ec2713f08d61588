namespace Gatehouse.Protocol.Challenges;

/// <summary>
/// Reads the value of <c>Authorization</c> or <c>Proxy-Authorization</c> (RFC 9110 section 11.4). Never throws for what a
/// client sent, and takes time in proportion to it.
/// </summary>
/// <remarks>
/// Stricter than the grammar in three points, each so that nobody behind can read the field another way:
/// a name that occurs twice is a fault (RFC 9110 section 11.2 lets it occur once), an obs-fold is one (RFC 9112 section 5.2
/// lets a server refuse it), and so is a field of more than <see cref="MaximumLength"/> octets.
/// </remarks>
public static class CredentialsParser
{
    /// <summary>The most octets that a field may have: 64 KiB.</summary>
    public const int MaximumLength = 64 * 1024;

    private const int FewParameters = 8;

    /// <summary>Reads one field value.</summary>
    /// <param name="fieldValue">The value without the field's name, one character an octet (Latin-1).</param>
    /// <param name="credentials">The credentials, or null where a fault is returned.</param>
    /// <param name="fault">The first place that breaks the grammar, or null.</param>
    public static bool TryParse(string fieldValue, out Credentials? credentials, out ParseFault? fault)
    {
        ArgumentNullException.ThrowIfNull(fieldValue);
        credentials = null;
        if (fieldValue.Length > MaximumLength)
        {
            fault = CombinedField.TooLong(0, MaximumLength);
            return false;
        }

        var cursor = new ChallengeCursor(fieldValue);
        if (!cursor.ReadCredentials(out var parsed))
        {
            fault = cursor.Fault.AtLine(0);
            return false;
        }

        if (HasRepetition(parsed.Parameters))
        {
            fault = new ParseFault(0, cursor.Position, "auth-param", "each parameter name to occur once");
            return false;
        }

        credentials = new Credentials(parsed.ToValue());
        fault = null;
        return true;
    }

    /// <summary>
    /// The scheme alone, without reading what follows and without allocating; empty where the field does not start with a
    /// scheme that a space or the end follows. It may be a secret where nothing follows it.
    /// </summary>
    public static ReadOnlySpan<char> SchemeOf(ReadOnlySpan<char> fieldValue)
    {
        var value = fieldValue.Trim(" \t");
        var scheme = value[..AuthGrammar.TokenLength(value)];
        return scheme.Length == value.Length || value[scheme.Length] == ' ' ? scheme : [];
    }

    private static bool HasRepetition(IReadOnlyList<ParsedParameter> parameters)
    {
        if (parameters.Count > FewParameters)
        {
            var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            return parameters.Any(parameter => !names.Add(parameter.Name));
        }

        for (var i = 1; i < parameters.Count; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (parameters[i].Name.Equals(parameters[j].Name, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
