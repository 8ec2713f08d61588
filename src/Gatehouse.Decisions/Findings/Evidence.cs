using System.Globalization;

namespace Gatehouse.Decisions.Findings;

/// <summary>
/// A named detail of a finding with the audience it is meant for: the only way detail leaves a check. A value never
/// holds anything that signs anyone in.
/// </summary>
/// <param name="Name">The placeholder's name in the catalogue's texts, in lower case: <c>ended</c>, <c>ago</c>.</param>
/// <param name="Value">The value as text, in the invariant culture.</param>
/// <param name="SeenBy">Who may see it.</param>
public readonly record struct Evidence(string Name, string Value, Disclosure SeenBy)
{
    /// <summary>A text that both the caller and the operator may see.</summary>
    public static Evidence ForCaller(string name, string value) => new(name, value, Disclosure.Caller);

    /// <summary>A text for the operator alone.</summary>
    public static Evidence ForOperator(string name, string value) => new(name, value, Disclosure.Operator);

    /// <summary>An instant, written as RFC 3339 in UTC with seconds.</summary>
    public static Evidence Instant(string name, DateTimeOffset value, Disclosure seenBy) =>
        new(name, value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture), seenBy);

    /// <summary>A whole number: a count, or seconds where the name says so.</summary>
    public static Evidence Number(string name, long value, Disclosure seenBy) =>
        new(name, value.ToString(CultureInfo.InvariantCulture), seenBy);
}
