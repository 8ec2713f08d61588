using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Rules.Browser;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Answers;

/// <summary>
/// A program that has credentials and keeps them by its own rules; and wherever that is known, a request without
/// credentials is no sign that nobody has any.
/// </summary>
[Names("credentials.not-sent", "credentials.missing")]
internal sealed class ClientHabitsRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var habit = Habit(file);
        if (habit is not null)
        {
            yield return habit;
        }

        if (habit is not null || new RecordedNotSentRule().Examine(file).Any())
        {
            yield return new Clue(
                Causes.Credentials.Missing,
                Strength.StronglyAgainst,
                $"The program has credentials; it is known why it did not send them"
            );
        }
    }

    private static int Asked(CaseFile file, SentRequest request) =>
        file.All(ProbeIntent.Given).Count(each => each.Answer?.Status == 401 && each.Request?.Target == request.Target);

    private static Clue? Habit(CaseFile file)
    {
        if (
            file.Main is not { Request: { CarriesCredential: false } request, Answer: { Status: 401 } answer } main
            || request.Headers["User-Agent"] is not { } agent
        )
        {
            return null;
        }

        if (
            agent.StartsWith("Microsoft-WebDAV-MiniRedir", StringComparison.OrdinalIgnoreCase)
            && (request.Url?.Scheme != "https" || Asked(file, request) > 1)
            && answer.Challenges.Challenges is { Count: > 0 } challenges
            && challenges.All(challenge => challenge.Is("Basic"))
        )
        {
            return new Clue(
                Causes.Credentials.NotSent,
                Strength.Decisive,
                $"Windows does not answer Basic for a mounted folder over plain http"
            )
            {
                Source = main.Source,
                Remedy = $"Serve the folder over https with a trusted certificate",
                RemedyBy = Party.Operator,
            };
        }

        return
            agent.Contains("PowerShell", StringComparison.OrdinalIgnoreCase)
            && file.Text.Contains("-Credential ", StringComparison.OrdinalIgnoreCase)
            ? new Clue(
                Causes.Credentials.NotSent,
                Strength.Strong,
                $"PowerShell keeps what -Credential holds until a challenge comes that it can answer"
            )
            {
                Source = main.Source,
                Remedy = $"Add -Authentication Basic, or write the Authorization field with -Headers",
            }
            : null;
    }
}
