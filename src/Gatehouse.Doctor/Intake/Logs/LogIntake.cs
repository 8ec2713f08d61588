using System.Text;
using Gatehouse.Doctor.Logs;
using Gatehouse.Doctor.Rules.Logs;

namespace Gatehouse.Doctor.Intake.Logs;

/// <summary>A case that begins with logs: access logs, error logs, an application's own, in any mixture.</summary>
public static class LogIntake
{
    private const int MostText = 256 * 1024;

    /// <summary>The case of these logs. Each stream is read to its end and closed.</summary>
    /// <exception cref="IntakeException">A log cannot be read, or is empty.</exception>
    public static CaseFile For(IEnumerable<Stream> logs, DateTimeOffset now)
    {
        var reader = new LogReader();
        try
        {
            foreach (var log in logs)
            {
                reader.Read(log);
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new IntakeException($"The log cannot be read: {exception.Message}", exception);
        }

        var findings = reader.Findings();
        if (findings.Lines == 0)
        {
            throw new IntakeException("The log is empty.");
        }

        var file = new CaseFile { Now = now };
        file.Keep(findings);
        file.Text = TextOf(findings);
        file.Sound =
            findings.Refusals.Count == 0
            && !LogTrouble.In(findings)
            && !FailuresRule.Ails(findings)
            && !FailuresRule.TurnsDown(findings);
        return file;
    }

    private static string TextOf(LogFindings findings)
    {
        var text = new StringBuilder();
        foreach (var message in findings.Messages)
        {
            if (text.Length + message.Text.Length > MostText)
            {
                break;
            }

            text.Append(message.Text).Append('\n');
        }

        return text.ToString();
    }
}
