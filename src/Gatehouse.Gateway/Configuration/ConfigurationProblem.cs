namespace Gatehouse.Gateway.Configuration;

/// <summary>Something wrong with a configuration, for the person who wrote it. Never holds a secret.</summary>
/// <param name="Severity">Whether the configuration can be used nevertheless.</param>
/// <param name="Id">A stable name for this kind of problem, in kebab-case: <c>key-unknown</c>.</param>
/// <param name="File">The file's name as it was given.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Column">The column, from 1.</param>
/// <param name="KeyPath">The setting: <c>routes[2].require.scopes</c>; empty for the whole file.</param>
/// <param name="Message">What is wrong, in a sentence that names the setting and its value.</param>
/// <param name="Fix">What to write instead, or null where that is anyone's guess.</param>
public sealed record ConfigurationProblem(
    Severity Severity,
    string Id,
    string File,
    int Line,
    int Column,
    string KeyPath,
    string Message,
    string? Fix
)
{
    /// <summary><c>FILE:LINE:COLUMN: error ID: MESSAGE FIX</c>, as editors read it.</summary>
    public override string ToString() =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{File}:{Line}:{Column}: {(Severity == Severity.Error ? "error" : "warning")} {Id}: {Message}{(Fix is null ? "" : " " + Fix)}"
        );
}
