using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Intake.CommandLines;

namespace Gatehouse.Doctor.Tests.Intake;

/// <summary>Cases that begin with pasted text.</summary>
internal static class Pasted
{
    public static CaseFile Command(string line) => CommandLineIntake.Read(line, Some.Now);

    /// <summary>The case of this command line, and what the server answered to it.</summary>
    public static CaseFile Command(string line, Answer answer)
    {
        var file = Command(line);
        file.Add(
            new Exchange
            {
                Label = "as given",
                Intent = ProbeIntent.Supplied,
                Request = file.Subject,
                Answer = answer,
            }
        );
        return file;
    }
}
