using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint;

/// <summary>The problems of a Gatehouse's configuration among the files of a server.</summary>
internal static class OwnConfigurations
{
    /// <summary>What stops the gateway is an error, what is unwise a warning.</summary>
    public static IEnumerable<Fault> Check(GivenFiles files, IOwnConfiguration? own) =>
        own is null
            ? []
            : files
                .Of(ServerFileKind.Gatehouse)
                .SelectMany(file => own.Check(file.Name, file.Text).Select(problem => Of(file, problem)));

    private static Fault Of(ServerFile file, OwnProblem problem) =>
        new(new Directive(file, problem.Line, problem.Id, []), $"{problem.Message} [{problem.Id}]", problem.Fix)
        {
            Cause = Causes.Server.Configuration,
            Strength = problem.Stops ? Strength.Decisive : Strength.Weak,
        };
}
