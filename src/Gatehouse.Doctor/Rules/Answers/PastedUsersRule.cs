using System.Buffers;
using Gatehouse.Doctor.Lint.Users;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Answers;

/// <summary>A list of users that was pasted beside a refusal (a label, a secret, an .htpasswd), whose hash is none.</summary>
[Names("server.user-file-unusable")]
internal sealed class PastedUsersRule : Rule
{
    private const int MostLines = 500;

    // Lines between the command that shows the list and the list.
    private const int Near = 3;

    private static readonly SearchValues<char> Outside = SearchValues.Create(" \"'(){}");

    private static readonly string[] Marks =
    [
        "basicauth.users",
        "basicauth.usersfile",
        "htpasswd",
        "auth_basic_user_file",
    ];

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.Main is not { Answer.Status: 401 }
            || !Array.Exists(Marks, mark => file.Text.Contains(mark, StringComparison.OrdinalIgnoreCase))
        )
        {
            yield break;
        }

        var since = int.MaxValue - 1;
        foreach (var line in file.Text.Split('\n').Take(MostLines))
        {
            since = Array.Exists(Marks, mark => line.Contains(mark, StringComparison.OrdinalIgnoreCase))
                ? 0
                : since + 1;
            if (
                since <= Near
                && line.Trim().Split(':') is [{ Length: > 0 and < 64 } user, { Length: > 0 and < 200 } hash]
                && IsName(user)
                && hash.AsSpan().IndexOfAny(Outside) < 0
                && Hashes.Fault(hash) is not null
            )
            {
                yield return new Clue(
                    Causes.Server.UserFileUnusable,
                    Strength.Decisive,
                    $"The list of users holds no whole hash for {user}: what stands there begins like none"
                )
                {
                    Source = "the text",
                    Remedy =
                        $"Write the hash whole: in a Compose file and in a shell every $ of it must be doubled or stand in single quotation marks",
                };
                yield break;
            }
        }
    }

    private static bool IsName(string user) =>
        user.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or '@');
}
