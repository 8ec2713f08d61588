using Gatehouse.Doctor.Lint;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Cli.Doctors;

/// <summary>The checks of <c>gatehouse check</c>, for the doctor.</summary>
internal sealed class OwnConfiguration : IOwnConfiguration
{
    public IReadOnlyList<OwnProblem> Check(string name, string text)
    {
        var folder = name == "-" ? null : Path.GetDirectoryName(Path.GetFullPath(name));
        return
        [
            .. ConfigurationReader
                .Read(text, name, folder ?? Directory.GetCurrentDirectory())
                .Problems.Select(problem => new OwnProblem(
                    problem.Line,
                    problem.Id,
                    problem.Severity == Severity.Error,
                    problem.Message,
                    problem.Fix
                )),
        ];
    }
}
