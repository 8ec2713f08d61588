using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Tokens;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.WebTokens;

/// <summary>A genuine token that is no access token, or not one for this kind of address.</summary>
[Names("token.type-wrong", "credentials.wrong-kind")]
internal sealed class TokenTypeRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var credential in GivenCredentials.Of(file))
        {
            if (credential.Place == CredentialPlace.Cookie || WebToken.In(credential) is not { } token)
            {
                continue;
            }

            if (!TakesIdTokens(file) && Wrong(token) is var (strength, sign))
            {
                yield return new Clue(Causes.Token.TypeWrong, strength, $"The token is no access token: {sign}")
                {
                    Source = GivenCredentials.PlaceOf(credential),
                    Remedy = $"Send the access_token of the token answer, not its id_token or refresh_token",
                };
            }
            else if (IsApplication(token) && AsksForPerson(file))
            {
                yield return new Clue(
                    Causes.Credentials.WrongKind,
                    Strength.Strong,
                    $"The token was issued to an application without a user, and the address speaks of the user who is signed in"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                };
            }
        }
    }

    // Google's own gate asks for ID tokens.
    private static bool TakesIdTokens(CaseFile file) =>
        file.Target?.Host is { } host
        && (KnownSecrets.Belongs(host, "run.app") || KnownSecrets.Belongs(host, "cloudfunctions.net"));

    private static (Strength Strength, FormattableString Sign)? Wrong(WebToken token)
    {
        var type = token["typ"] ?? token["token_type"] ?? token["type"];
        if (
            type is not null
            && (
                type.Equals("Refresh", StringComparison.OrdinalIgnoreCase)
                || type.Equals("Offline", StringComparison.OrdinalIgnoreCase)
            )
        )
        {
            return (Strength.Decisive, $"it says that it is a refresh token (typ {type})");
        }

        if (type is not null && type.Equals("ID", StringComparison.OrdinalIgnoreCase) || token["token_use"] == "id")
        {
            return (Strength.Decisive, $"it says that it is an ID token");
        }

        if (token["token_use"] == "refresh" || token.Type is "rt+jwt" or "refresh+jwt" or "logout+jwt")
        {
            return (Strength.Decisive, $"it says that it is a refresh or logout token");
        }

        if (token.Type is "at+jwt" or "application/at+jwt" || token.Scopes.Count > 0 || token.Has("roles"))
        {
            return null;
        }

        if (token.Has("at_hash") || token.Has("c_hash"))
        {
            return (Strength.Decisive, $"it holds at_hash or c_hash, which ID tokens have");
        }

        if (token.Audiences.Any(audience => audience.EndsWith(".apps.googleusercontent.com", StringComparison.Ordinal)))
        {
            return (Strength.Strong, $"its audience is the client itself, as in ID tokens");
        }

        return
            token.Has("nonce")
            && (token["azp"] ?? token["client_id"]) is var client
            && (client is null || token.Audiences.Contains(client, StringComparer.Ordinal))
            ? (Strength.Strong, $"it holds a nonce and is meant for the client itself, as ID tokens are")
            : null;
    }

    private static bool IsApplication(WebToken token) =>
        token["idtyp"] == "app"
        || token["gty"] == "client-credentials"
        || (token["appidacr"] is not null && token.Has("roles") && !token.Has("scp"));

    private static bool AsksForPerson(CaseFile file) =>
        file.Target?.AbsolutePath is { } path
        && (
            path.EndsWith("/me", StringComparison.OrdinalIgnoreCase)
            || path.Contains("/me/", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith("/userinfo", StringComparison.OrdinalIgnoreCase)
        );
}
