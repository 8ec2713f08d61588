using System.Reflection;
using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint;

/// <summary>One thing that goes wrong in servers' files. Found by its type, as rules are.</summary>
internal abstract class LintCheck
{
    // Nobody reads on after so many times the same.
    private const int MostOfOne = 200;

    private static readonly LintCheck[] Checks =
    [
        .. typeof(LintCheck)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LintCheck)) && !type.IsAbstract)
            .Where(type => type.GetConstructor(BindingFlags.Public | BindingFlags.Instance, []) is not null)
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (LintCheck)Activator.CreateInstance(type)!),
    ];

    /// <summary>What is wrong in these files, by this check.</summary>
    public abstract IEnumerable<Fault> Examine(GivenFiles files);

    /// <summary>What all checks find.</summary>
    public static IReadOnlyList<Fault> All(GivenFiles files) =>
        [.. Checks.SelectMany(check => check.Examine(files).Take(MostOfOne))];

    /// <summary>A fault that leads to this cause.</summary>
    protected static Fault Ill(
        Directive at,
        Cause cause,
        Strength strength,
        FormattableString why,
        string? corrected
    ) => new(at, why, corrected) { Cause = cause, Strength = strength };

    /// <summary>A remark that refuses nobody.</summary>
    protected static Fault Remark(Directive at, FormattableString why, string? corrected) => new(at, why, corrected);
}
