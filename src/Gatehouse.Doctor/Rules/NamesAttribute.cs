namespace Gatehouse.Doctor.Rules;

/// <summary>The causes that a rule can speak for. The rule's test shows each; the completeness test reads them.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NamesAttribute(params string[] ids) : Attribute
{
    /// <summary>The causes' ids.</summary>
    public IReadOnlyList<string> Ids { get; } = ids;
}
