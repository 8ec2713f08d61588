using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Diagnoses;

/// <summary>Every secret of a case: those that were given, and those that were seen in what was given or answered.</summary>
internal static class SeenSecrets
{
    // Shorter texts would take innocent words with them.
    private const int Shortest = 4;
    private const int Plain = 8;
    private const int Most = 4000;

    public static IReadOnlyCollection<string> Of(CaseFile file)
    {
        var requests = file.Exchanges.Select(exchange => exchange.Request).Append(file.Subject).OfType<SentRequest>();
        var answers = file.Exchanges.Select(exchange => exchange.Answer).OfType<Answer>();
        var credentials = requests.SelectMany(CredentialPlaces.In).Concat(file.Second is { } second ? [second] : []);
        return credentials
            .SelectMany(Secrets)
            .Concat(requests.SelectMany(Written))
            .Concat(answers.SelectMany(Answered))
            .Concat(SecretPatterns.ValuesIn(file.Text))
            .SelectMany(Meanings)
            .Where(secret => secret.Length >= Shortest)
            .Take(Most)
            .ToHashSet(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Secrets(SuppliedCredential credential)
    {
        if (credential.Kind == CredentialKind.Cookie && !IsTelling(credential.Name, credential.Secret))
        {
            yield break;
        }

        yield return credential.Secret;
        yield return credential.Secret.Trim(' ', '"', '\'', '\r', '\n', '\t', ',', ';');
        if (credential.Password is { } password)
        {
            yield return password;
        }

        if (credential.Kind == CredentialKind.Proof)
        {
            foreach (var part in SecretPatterns.ProofsIn(credential.Value))
            {
                yield return part;
            }

            yield break;
        }

        // More than one value in a field, or a scheme written twice: each word may be the secret.
        foreach (var word in credential.Value.Split([' ', ',', '"', ':', '='], StringSplitOptions.RemoveEmptyEntries))
        {
            if (word.Length >= Plain && !word.Equals(credential.Scheme, StringComparison.OrdinalIgnoreCase))
            {
                yield return word;
            }
        }
    }

    // What was seen in a form, an address or an object may stand there escaped.
    private static IEnumerable<string> Meanings(string written)
    {
        yield return written;
        if (written.AsSpan().ContainsAny('%', '+'))
        {
            yield return Uri.UnescapeDataString(written);
            yield return Uri.UnescapeDataString(written.Replace('+', ' '));
        }

        if (written.AsSpan().ContainsAny('\\', '&'))
        {
            yield return UnescapedText.Of(written)?.Text.ToString() ?? written;
        }
    }

    private static IEnumerable<string> Written(SentRequest request) =>
        SecretPatterns
            .ValuesIn(request.Body ?? string.Empty)
            .Concat(SecretPatterns.ValuesIn(request.Url?.OriginalString ?? request.Target))
            .Concat(request.Headers.SelectMany(line => SecretPatterns.ValuesIn(line.Value)));

    private static IEnumerable<string> Answered(Answer answer)
    {
        foreach (var line in answer.Headers)
        {
            if (line.Name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            {
                var pair = line.Value.Split(';')[0].Split('=', 2);
                if (pair.Length == 2 && IsTelling(pair[0].Trim(), pair[1].Trim()))
                {
                    yield return pair[1].Trim();
                }
            }
            else
            {
                foreach (var value in SecretPatterns.ValuesIn(line.Value))
                {
                    yield return value;
                }
            }
        }

        foreach (var value in SecretPatterns.ValuesIn(answer.Body))
        {
            yield return value;
        }
    }

    // A preference such as theme=dark is no secret, and its word stands everywhere.
    private static bool IsTelling(string name, string value) =>
        value.Length >= Plain
        || !value.All(char.IsAsciiLetter)
        || name.Contains("sess", StringComparison.OrdinalIgnoreCase)
        || name.Contains("sid", StringComparison.OrdinalIgnoreCase)
        || name.Contains("auth", StringComparison.OrdinalIgnoreCase)
        || name.Contains("token", StringComparison.OrdinalIgnoreCase);
}
