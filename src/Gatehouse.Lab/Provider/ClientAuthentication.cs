using System.Net;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Protocol.Basic;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Provider;

/// <summary>Who a client is (RFC 6749 section 2.3): by Basic, by its form, or, where it is public, by its name alone.</summary>
internal static class ClientAuthentication
{
    /// <summary>The client, or what stands against it.</summary>
    public static (ProviderClient? Client, OAuthAnswer? Refusal) Authenticate(ProviderCall call)
    {
        if (call.Authorization is { } field)
        {
            return call["client_secret"] is not null
                ? (null, OAuthAnswer.Error("invalid_request", "The client authenticates in two ways at once."))
                : Judge(ReadBasic(field), byBasic: true);
        }

        return call["client_id"] is { } id
            ? Judge((id, call["client_secret"]), byBasic: false)
            : (null, Refused("The client does not say who it is.", byBasic: false));
    }

    private static (ProviderClient?, OAuthAnswer?) Judge((string Id, string? Secret)? sent, bool byBasic)
    {
        if (sent is not var (id, secret))
        {
            return (null, Refused("The field Authorization holds no Basic credentials.", byBasic));
        }

        if (ProviderClient.Find(id) is not { } client)
        {
            return (null, Refused("No such client is registered here.", byBasic));
        }

        return client.Secret switch
        {
            null when secret is { Length: > 0 } => (null, Refused("The client is public and has no secret.", byBasic)),
            { } known when !IsSame(secret ?? "", known) => (null, Refused("The secret is not the client's.", byBasic)),
            _ => (client, null),
        };
    }

    // Both parts are form-encoded before they are joined (RFC 6749 section 2.3.1).
    private static (string Id, string? Secret)? ReadBasic(string field) =>
        CredentialsParser.TryParse(field, out var credentials, out _)
        && credentials!.Is("Basic")
        && BasicCredentials.TryDecode(credentials.Token68, out var id, out var secret, out _)
            ? (WebUtility.UrlDecode(id), WebUtility.UrlDecode(secret))
            : null;

    private static OAuthAnswer Refused(string description, bool byBasic) =>
        OAuthAnswer.Error("invalid_client", description, 401) with
        {
            Challenge = byBasic ? Challenge.Create("Basic", ("realm", "lab")) : null,
        };

    private static bool IsSame(string a, string b) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(a), Encoding.UTF8.GetBytes(b));
}
