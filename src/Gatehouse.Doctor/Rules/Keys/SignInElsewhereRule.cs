using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Keys;

/// <summary>People sign in to the site through a provider, and a program sends a name and a password: the site itself knows none.</summary>
[Names("credentials.wrong-kind")]
internal sealed class SignInElsewhereRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Answer.Status: 401 or 403, Request.Url: { } url } main
            || !GivenCredentials.Authorization(file).Any(each => each.User is { Length: > 0 } && !LooksLikeToken(each))
        )
        {
            yield break;
        }

        foreach (var page in file.All(ProbeIntent.Given).Where(page => page.Request?.Url?.Host == url.Host))
        {
            if (
                Places.LocationOf(page) is { } place
                && !place.Host.Equals(url.Host, StringComparison.OrdinalIgnoreCase)
                && (Places.IsSignIn(place) || place.Query.Contains("SAMLRequest", StringComparison.Ordinal))
            )
            {
                yield return new Clue(
                    Causes.Credentials.WrongKind,
                    Strength.Strong,
                    $"People sign in to {url.Host} at {place.Host}: a password of that place is none here, and programs need a token or key of their own"
                )
                {
                    Source = main.Source,
                    Remedy = $"Make an access token on the account's page and send it in the password's place",
                };
                yield break;
            }
        }
    }

    private static bool LooksLikeToken(SuppliedCredential credential) =>
        credential.Password is { } password
        && (KnownSecrets.Find(password) is not null || password.StartsWith("eyJ", StringComparison.Ordinal));
}
