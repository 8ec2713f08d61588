using System.Text.Json.Nodes;

namespace Gatehouse.Lab.Provider;

/// <summary>What is told about a person, by scope (OpenID Connect Core 1.0 section 5.4).</summary>
internal static class PersonClaims
{
    public static IEnumerable<KeyValuePair<string, JsonNode?>> Of(string subject, string scope)
    {
        if (ProviderAccount.Find(subject) is not { } account)
        {
            yield break;
        }

        var scopes = scope.Split(' ');
        if (scopes.Contains("profile", StringComparer.Ordinal))
        {
            yield return new("name", account.DisplayName);
            yield return new("preferred_username", account.Name);
        }

        if (scopes.Contains("email", StringComparer.Ordinal))
        {
            yield return new("email", account.Email);
            yield return new("email_verified", true);
        }
    }
}
