using Gatehouse.Doctor.Rules;
using Gatehouse.Doctor.ServerFiles;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Lint;

/// <summary>Something in a server's file that is wrong, or worth a word.</summary>
/// <param name="At">Where.</param>
/// <param name="Why">What is wrong with it, as a sentence without a full stop.</param>
/// <param name="Corrected">The line as it should be, or what to add; null where there is no one right line.</param>
internal sealed record Fault(Directive At, FormattableString Why, string? Corrected)
{
    /// <summary>What it leads to; null where it refuses nobody: then it is a remark.</summary>
    public Cause? Cause { get; init; }

    /// <summary>How surely it leads to that.</summary>
    public Strength Strength { get; init; } = Strength.Decisive;

    /// <summary>Where, as findings name it.</summary>
    public string Place => $"{At.File.Name}:{At.Line}";

    /// <summary>How grave it is: an error refuses somebody, a warning may, information does not.</summary>
    public string Severity =>
        Cause is null ? "information"
        : Strength >= Strength.Strong ? "error"
        : "warning";
}
