namespace Gatehouse.Gateway.Configuration.Linting;

/// <summary>
/// What in a good configuration is unwise. Beside what the reading itself warns of: these rules are about security and
/// operation, and change nothing of what the server does.
/// </summary>
public static class SecurityLint
{
    /// <summary>Every rule, by id.</summary>
    public static IReadOnlyList<LintRule> Rules { get; } =
    [.. ServerRules.All.Concat(RouteRules.All).Concat(TrustRules.All).OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    /// <summary>What the rules find, in the order of the file.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="file">The file's name for messages.</param>
    public static IReadOnlyList<ConfigurationProblem> Run(GatehouseConfiguration configuration, string file)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ProblemList problems = new(file);
        foreach (var rule in Rules)
        {
            foreach (var found in rule.Find(configuration))
            {
                problems.Warn(rule.Id, found.Location, $"{found.What}: {rule.Reason}", rule.Fix);
            }
        }

        return problems.InOrder();
    }
}
