using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Differences;

/// <summary>
/// The server asks for a password and breaks as soon as one is sent, whatever it is: it cannot read its list of users
/// (nginx answers 403 where the file is missing and 500 where it may not be read or holds a hash that is not known; Apache 500).
/// </summary>
[Names("server.user-file-unusable", "refusal.as-server-error", "server.error")]
internal sealed class UserFileRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.First(ProbeIntent.Anonymous) is not { Answer: { Status: 401 } none }
            || !none.Challenges.Challenges.Any(challenge => challenge.Is("Basic"))
            || file.First(ProbeIntent.Supplied) is not { Answer: { Status: 500 or 403 } given } supplied
            || file.First(ProbeIntent.Nonsense) is { Answer: { } invented } && !Likeness.Same(given, invented)
        )
        {
            yield break;
        }

        var proved = file.First(ProbeIntent.Nonsense)?.Answer is not null;
        yield return new Clue(
            Causes.Server.UserFileUnusable,
            proved || given.Status == 500 ? Strength.Decisive : Strength.Moderate,
            $"The server asks for a password, and answers {given.Status} as soon as any is sent: it cannot use its list of users"
        )
        {
            Source = supplied.Source,
            Remedy =
                $"See that the file of auth_basic_user_file or AuthUserFile is there, may be read by the server's account, and holds hashes that it knows; its error log says which",
        };
        foreach (var cause in new[] { Causes.Refusal.AsServerError, Causes.Server.Error })
        {
            yield return new Clue(
                cause,
                Strength.StronglyAgainst,
                $"The server breaks over passwords alone, and challenges those who send none"
            );
        }
    }
}
