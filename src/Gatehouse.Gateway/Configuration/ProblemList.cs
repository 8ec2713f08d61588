namespace Gatehouse.Gateway.Configuration;

/// <summary>Collects the problems of one reading.</summary>
internal sealed class ProblemList(string file)
{
    // A file of another kind has a problem in each line; nobody reads a thousand.
    private const int Maximum = 500;

    private readonly List<ConfigurationProblem> _problems = [];

    /// <summary>Whether nothing more is kept: looking for more is lost time.</summary>
    public bool IsFull => _problems.Count >= Maximum;

    public bool HasErrors { get; private set; }

    public void Error(string id, ConfigurationLocation location, string message, string? fix) =>
        Add(Severity.Error, id, location, message, fix);

    public void Warn(string id, ConfigurationLocation location, string message, string? fix) =>
        Add(Severity.Warning, id, location, message, fix);

    /// <summary>In the order of the file.</summary>
    public IReadOnlyList<ConfigurationProblem> InOrder() =>
        [.. _problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)];

    private void Add(Severity severity, string id, ConfigurationLocation location, string message, string? fix)
    {
        HasErrors |= severity == Severity.Error;
        if (!IsFull)
        {
            _problems.Add(
                new ConfigurationProblem(
                    severity,
                    id,
                    file,
                    Math.Max(1, location.Line),
                    Math.Max(1, location.Column),
                    location.KeyPath,
                    message,
                    fix
                )
            );
        }
    }
}
