using System.Text;

namespace Gatehouse.Protocol.Challenges;

/// <summary>
/// The one place that writes the text of challenges and credentials. What it is given has been proven writable when it
/// was made, so it never fails.
/// </summary>
public static class ChallengeWriter
{
    /// <summary>One challenge as the value of one field line, with every value quoted but those that RFC 7616 wants bare.</summary>
    public static string Write(Challenge challenge)
    {
        ArgumentNullException.ThrowIfNull(challenge);
        var text = new StringBuilder();
        Append(text, challenge.Content, UnquotedParameters.OfChallenges);
        return text.ToString();
    }

    /// <summary>Credentials as the value of <c>Authorization</c>. The text is a secret.</summary>
    public static string Write(Credentials credentials)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        var text = new StringBuilder();
        Append(text, credentials.Content, UnquotedParameters.OfCredentials);
        return text.ToString();
    }

    /// <summary>
    /// Several challenges as one comma-joined value (RFC 9110 section 11.6.1). One line a challenge is kinder to clients;
    /// this is for places that have room for one value only.
    /// </summary>
    public static string WriteList(IEnumerable<Challenge> challenges)
    {
        ArgumentNullException.ThrowIfNull(challenges);
        var text = new StringBuilder();
        foreach (var challenge in challenges)
        {
            if (text.Length > 0)
            {
                text.Append(", ");
            }

            Append(text, challenge.Content, UnquotedParameters.OfChallenges);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, AuthValue value, UnquotedParameters unquoted)
    {
        text.Append(value.Scheme);
        if (value.Token68 is not null)
        {
            text.Append(' ').Append(value.Token68);
        }

        var separator = " ";
        foreach (var parameter in value.Parameters)
        {
            text.Append(separator).Append(parameter.Name).Append('=');
            if (unquoted.Contains(value.Scheme, parameter.Name) && AuthGrammar.IsToken(parameter.Value))
            {
                text.Append(parameter.Value);
            }
            else
            {
                AppendQuoted(text, parameter.Value);
            }

            separator = ", ";
        }
    }

    /// <summary>RFC 9110 section 5.6.4: only the quote and the backslash are escaped.</summary>
    internal static void AppendQuoted(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var character in value)
        {
            if (character is '"' or '\\')
            {
                text.Append('\\');
            }

            text.Append(character);
        }

        text.Append('"');
    }
}
