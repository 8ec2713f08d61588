using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Differences;

/// <summary>Another account gets in where this one does not, or neither does.</summary>
[Names(
    "credentials.rejected",
    "access.permission-denied",
    "provider.outage-as-401",
    "server.user-file-unusable",
    "credentials.name-form"
)]
internal sealed class SecondAccountRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            file.First(ProbeIntent.Second) is not { Answer: { } answer } second
            || file.First(ProbeIntent.Supplied)?.Answer is not { IsSuccess: false } given
        )
        {
            yield break;
        }

        if (answer.IsSuccess && IsAnotherForm(file))
        {
            yield return new Clue(
                Causes.Credentials.NameForm,
                Strength.Decisive,
                $"The same name in another form is granted by the same request ({answer.Status}), this one is refused ({given.Status})"
            )
            {
                Source = second.Source,
                Remedy = $"Write the name in the form of the second account",
            };
        }
        else if (answer.IsSuccess)
        {
            yield return new Clue(
                given.Status == 403 ? Causes.Access.PermissionDenied : Causes.Credentials.Rejected,
                Strength.Strong,
                $"The second account is granted by the same request ({answer.Status}), this one is refused ({given.Status}): it is the account, not the way"
            )
            {
                Source = second.Source,
            };
        }
        else if (answer.Status == given.Status)
        {
            yield return new Clue(
                Causes.Credentials.Rejected,
                Strength.Against,
                $"Two accounts are refused alike: hardly both passwords are wrong"
            )
            {
                Source = second.Source,
            };
            foreach (var cause in new[] { Causes.Provider.OutageAs401, Causes.Server.UserFileUnusable })
            {
                yield return new Clue(cause, Strength.Moderate, $"Two accounts are refused alike ({answer.Status})")
                {
                    Source = second.Source,
                };
            }
        }
    }

    // alice, alice@corp.example and CORP\alice are one person to a directory.
    private static bool IsAnotherForm(CaseFile file) =>
        file.Credentials.FirstOrDefault(credential => credential.User is not null) is { User: { } one } first
        && file.Second is { User: { } other } second
        && one != other
        && first.Password == second.Password
        && Bare(one).Equals(Bare(other), StringComparison.OrdinalIgnoreCase);

    private static string Bare(string name) => name[(name.IndexOf('\\', StringComparison.Ordinal) + 1)..].Split('@')[0];
}
