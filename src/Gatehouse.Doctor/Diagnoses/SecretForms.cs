using System.Text;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Diagnoses;

/// <summary>Every secret of a case in every form in which it could come back.</summary>
internal static class SecretForms
{
    // Shorter texts would take innocent words with them.
    private const int Shortest = 4;

    public static IReadOnlySet<string> Of(CaseFile file)
    {
        var requests = file.Exchanges.Select(exchange => exchange.Request).Append(file.Subject).OfType<SentRequest>();
        var credentials = requests.SelectMany(CredentialPlaces.In).Concat(file.Second is { } second ? [second] : []);
        var forms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var secret in credentials.SelectMany(Secrets).Distinct(StringComparer.Ordinal))
        {
            foreach (var form in Forms(secret).Where(form => form.Length >= Shortest))
            {
                forms.Add(form);
            }
        }

        return forms;
    }

    private static IEnumerable<string> Secrets(SuppliedCredential credential)
    {
        yield return credential.Secret;
        yield return credential.Secret.Trim();
        if (credential.Password is { } password)
        {
            yield return password;
        }
    }

    private static IEnumerable<string> Forms(string secret)
    {
        yield return secret;
        yield return Uri.EscapeDataString(secret);
        yield return Uri.EscapeDataString(secret).Replace("%20", "+", StringComparison.Ordinal);
        yield return System.Net.WebUtility.HtmlEncode(secret);
        yield return System.Text.Json.JsonEncodedText.Encode(secret).ToString();
        var bytes = Encoding.UTF8.GetBytes(secret);
        yield return Convert.ToBase64String(bytes).TrimEnd('=');
        yield return Convert.ToHexStringLower(bytes);
        yield return Convert.ToHexString(bytes);
    }
}
