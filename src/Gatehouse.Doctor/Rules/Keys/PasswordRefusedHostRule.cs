using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Keys;

/// <summary>A user and password for a service that takes tokens alone from programs.</summary>
[Names("credentials.wrong-kind")]
internal sealed class PasswordRefusedHostRule : Rule
{
    // What to make there, and the least length of it where it has no beginning of its own.
    private static readonly (string Host, string Wanted, int Length)[] Services =
    [
        ("api.github.com", "a personal access token", 40),
        ("github.com", "a personal access token", 40),
        ("atlassian.net", "an API token", 24),
        ("bitbucket.org", "an API token or app password", 20),
        ("dev.azure.com", "a personal access token", 52),
        ("visualstudio.com", "a personal access token", 52),
        ("ghcr.io", "a personal access token", 40),
        ("upload.pypi.org", "an API token", 40),
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Target is not { } url || !GivenCredentials.Refused(file))
        {
            yield break;
        }

        foreach (var credential in GivenCredentials.Authorization(file))
        {
            if (
                credential is not { User.Length: > 0, Password: { Length: > 0 } password }
                || KnownSecrets.Find(password) is not null
                || Services.FirstOrDefault(service => KnownSecrets.Belongs(url.Host, service.Host))
                    is not { Host: not null } service
                || password.Length >= service.Length
            )
            {
                continue;
            }

            yield return new Clue(
                Causes.Credentials.WrongKind,
                Strength.Strong,
                $"{url.Host} takes {new OwnWords(service.Wanted)} from programs, and the secret has the form of a password ({password.Length} characters)"
            )
            {
                Source = GivenCredentials.PlaceOf(credential),
                Remedy =
                    $"Make {new OwnWords(service.Wanted)} in the account's settings and send it in the password's place",
            };
        }
    }
}
