using System.CommandLine;
using System.Text;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Reports;
using Gatehouse.Doctor.Runs;
using Gatehouse.Doctor.Texts;

namespace Gatehouse.Cli.Doctors;

/// <summary>How the doctor tells what it found.</summary>
internal sealed class DoctorOutputs
{
    private const int Widest = 100;

    private readonly Option<bool> _json = new("--json") { Description = "The report as one JSON object" };

    private readonly Option<string?> _html = new("--html")
    {
        Description = "Write the report to this file too, as one page of HTML that can be attached to a ticket",
        HelpName = "FILE",
    };

    private readonly Option<string?> _save = new("--save")
    {
        Description = "Keep this run in this file, without secrets, to be laid beside another with --compare",
        HelpName = "FILE",
    };

    private readonly Option<bool> _showSecrets = new("--show-secrets")
    {
        Description = "Leave secrets in the report (default: every one is removed)",
    };

    private readonly Option<string?> _language = new("--language")
    {
        Description = "The language of the report (default: that of LC_ALL or LANG; JSON is English)",
        HelpName = "L",
    };

    public void AddTo(Command command)
    {
        command.Options.Add(_json);
        command.Options.Add(_html);
        command.Options.Add(_save);
        command.Options.Add(_language);
        command.Options.Add(_showSecrets);
    }

    /// <summary>Fails before anything is sent where the report could not be told.</summary>
    public void Check(ParseResult parsed)
    {
        if (
            parsed.GetValue(_language) is { } language
            && !DoctorTexts.Languages.Contains(language, StringComparer.Ordinal)
        )
        {
            throw new CommandException($"--language knows {string.Join(", ", DoctorTexts.Languages)}.", ExitCode.Usage);
        }
    }

    public void Write(ParseResult parsed, Examination examination)
    {
        var redaction = new Redaction(examination.File, parsed.GetValue(_showSecrets));
        var given = parsed.GetValue(_language);
        var language = given ?? DoctorTexts.Choose(Environment.GetEnvironmentVariable);
        if (parsed.GetValue(_html) is { } file)
        {
            if (redaction.ShowsSecrets)
            {
                Terminal.Error.WriteLine($"{file} shows secrets: do not hand it on.");
            }

            Keep(file, ReportHtml.Write(examination, redaction, language));
        }

        if (parsed.GetValue(_save) is { } kept)
        {
            Keep(kept, RunWriter.Write(examination));
        }

        Output.Line(
            parsed.GetValue(_json)
                ? ReportJson.Write(examination, redaction, given ?? DoctorTexts.DefaultLanguage)
                : ReportText.Write(examination, redaction, language, Look())
        );
    }

    private static void Keep(string file, string text)
    {
        try
        {
            File.WriteAllText(file, text, new UTF8Encoding(false));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"{file} cannot be written: {exception.Message}", ExitCode.Usage);
        }
    }

    // https://no-color.org: any value that is not empty.
    private static TextLook Look()
    {
        if (Terminal.IsOutputRedirected)
        {
            return TextLook.Plain;
        }

        var colour =
            Environment.GetEnvironmentVariable("NO_COLOR") is null or { Length: 0 }
            && Environment.GetEnvironmentVariable("TERM") is not (null or "dumb");
        return new TextLook(Math.Clamp(Terminal.WindowWidth, 40, Widest), colour);
    }
}
