using Gatehouse.Doctor.Logs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Logs;

/// <summary>Windows' own WebDAV client gets 401 and never answers it: it takes Basic over https alone, and few forms of Digest.</summary>
[Names("credentials.not-sent", "credentials.scheme-unsupported", "credentials.missing")]
internal sealed class WindowsWebDavRule : LogRule
{
    private const int Least = 2;

    protected override IEnumerable<Clue> Examine(LogFindings findings)
    {
        var refused = findings.Refusals.Where(refusal => IsRedirector(refusal) && refusal.User.Length == 0).ToList();
        if (refused.Count < Least || !AreMost(refused.Count, findings.Refusals.Count, 60))
        {
            yield break;
        }

        var served = findings.Requests.Count(request =>
            request.IsSuccess && IsRedirector(request) && request.Method != "OPTIONS"
        );
        if (served > 0)
        {
            yield break;
        }

        var others = findings.Requests.Count(request => request.IsSuccess && !IsRedirector(request));
        yield return new Clue(
            Causes.Credentials.NotSent,
            Strength.Decisive,
            $"{refused.Count} refusals are of Windows' WebDAV client, which never answers with credentials; other programs are served {others} times"
        )
        {
            Remedy =
                $"Serve the folder over https with a trusted certificate: over plain http Windows keeps a password that Basic asks for",
            RemedyBy = Party.Operator,
        };
        yield return new Clue(
            Causes.Credentials.SchemeUnsupported,
            Strength.Moderate,
            $"Windows' WebDAV client answers few kinds of challenges, and none of {refused.Count} was answered"
        );
    }

    private static bool IsRedirector(LogEntry request) =>
        request.Agent.Contains("MiniRedir", StringComparison.OrdinalIgnoreCase);
}
