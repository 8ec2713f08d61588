using System.Text.RegularExpressions;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Differences;

/// <summary>A token names its person itself: where the answer says that there is no such user, the account is missing here.</summary>
[Names("account.not-provisioned")]
internal sealed partial class TokenWithoutAccountRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Answer: { Status: 401 or 403 } answer } main
            || !file.Credentials.Any(credential => credential.Kind == CredentialKind.Token)
            || !NoUser().IsMatch(answer.Body.Length > 20_000 ? answer.Body[..20_000] : answer.Body)
        )
        {
            yield break;
        }

        var isRead = file.First(ProbeIntent.Nonsense)?.Answer is { } invented && !Likeness.Same(answer, invented);
        yield return new Clue(
            Causes.Account.NotProvisioned,
            isRead ? Strength.Decisive : Strength.Strong,
            $"A token was sent, which names its person itself, and the answer says that there is no such user"
        )
        {
            Source = main.Source,
            Remedy =
                $"Make an account in this product for the person that the token names, or have one made at the first sign-in",
        };
    }

    [GeneratedRegex(
        @"user[ _-]?not[ _-]?found|unknown[ _-]user|no[ _-]such[ _-]user|user[ _-]?does[ _-]?not[ _-]?exist",
        RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture
    )]
    private static partial Regex NoUser();
}
