namespace Gatehouse.Decisions.Facts;

/// <summary>One field line as received: one character for one octet (Latin-1).</summary>
/// <param name="Name">The field name as received.</param>
/// <param name="Value">The field value without surrounding white space.</param>
public readonly record struct HeaderLine(string Name, string Value);
