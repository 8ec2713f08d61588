using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Keys;

/// <summary>A product's own word on how people sign in (through a provider), beside a password that was refused.</summary>
[Names("credentials.wrong-kind")]
internal sealed class SignInModeRule : Rule
{
    private static readonly string[] Modes =
    [
        "\"auth_mode\":\"oidc_auth\"",
        "\"auth_mode\": \"oidc_auth\"",
        "\"auth_mode\":\"uaa_auth\"",
        "\"password_authentication_enabled_for_git\":false",
        "\"password_authentication_enabled_for_web\":false",
        "\"disableLoginForm\":true",
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Answer.Status: 401 or 403, Request.Url.Host: { } host } main
            || !GivenCredentials.Authorization(file).Any(each => each.User is not null)
        )
        {
            yield break;
        }

        var page = file.Exchanges.FirstOrDefault(each =>
            each is { Answer: { IsSuccess: true, Body: { } text } }
            && (each.Request?.Url?.Host ?? host) == host
            && Array.Exists(Modes, mode => text.Contains(mode, StringComparison.Ordinal))
        );
        if (page is not null || Array.Exists(Modes, mode => file.Text.Contains(mode, StringComparison.Ordinal)))
        {
            yield return new Clue(
                Causes.Credentials.WrongKind,
                Strength.Decisive,
                $"The site says that people sign in through a provider; programs take a secret of their own, not that provider's password"
            )
            {
                Source = page?.Source ?? main.Source,
                Remedy =
                    $"Take the CLI secret or an access token from the user's profile page and send it in the password's place",
            };
        }
    }
}
