using System.CommandLine;
using System.Globalization;
using Gatehouse.Doctor;
using Gatehouse.Doctor.Diagnoses;
using Gatehouse.Doctor.Reports;

namespace Gatehouse.Cli.Doctors;

/// <summary><c>gatehouse doctor</c>: names the cause of a 401 on any server.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var inputs = new DoctorInputs();
        var json = new Option<bool>("--json") { Description = "The report as one JSON object" };
        var showSecrets = new Option<bool>("--show-secrets")
        {
            Description = "Leave secrets in the report (default: every one is removed)",
        };
        var command = new Command(
            "doctor",
            "Names the cause of a 401 on any server: from an address, a curl command, a recording, a log, a token or a server's files.\n\nExample: gatehouse doctor https://api.example/orders --token @token.txt"
        )
        {
            json,
            showSecrets,
        };
        inputs.AddTo(command);
        command.SetAction(
            async (parsed, token) =>
            {
                var options = inputs.OptionsOf(parsed);
                var file = await inputs.ReadAsync(parsed, options, token);
                var examination = await new Consultation(options).ExamineAsync(file, token);
                var redaction = new Redaction(file, parsed.GetValue(showSecrets));
                var language = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName;
                Output.Line(
                    parsed.GetValue(json)
                        ? ReportJson.Write(examination, redaction, language)
                        : ReportText.Write(examination, redaction, language)
                );
                return examination.Verdict switch
                {
                    Verdict.Healthy => ExitCode.Fine,
                    Verdict.Diagnosed => ExitCode.Wrong,
                    _ => ExitCode.Failed,
                };
            }
        );
        return command;
    }
}
