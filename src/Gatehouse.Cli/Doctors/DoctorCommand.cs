using System.CommandLine;
using Gatehouse.Doctor;
using Gatehouse.Doctor.Diagnoses;

namespace Gatehouse.Cli.Doctors;

/// <summary><c>gatehouse doctor</c>: names the cause of a 401 on any server.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var inputs = new DoctorInputs();
        var outputs = new DoctorOutputs();
        var command = new Command(
            "doctor",
            "Names the cause of a 401 on any server: from an address, a curl command, a recording, a log, a token or a server's files.\n\nExample: gatehouse doctor https://api.example/orders --token @token.txt"
        );
        inputs.AddTo(command);
        outputs.AddTo(command);
        command.SetAction(
            async (parsed, token) =>
            {
                outputs.Check(parsed);
                var options = inputs.OptionsOf(parsed);
                var file = await inputs.ReadAsync(parsed, options, token);
                var examination = await new Consultation(options).ExamineAsync(file, token);
                outputs.Write(parsed, examination);
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
