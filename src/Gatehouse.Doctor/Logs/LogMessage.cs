namespace Gatehouse.Doctor.Logs;

/// <summary>A message that a log holds, once for all lines that differ only in numbers.</summary>
/// <param name="Text">The first such line.</param>
/// <param name="Count">How many there are.</param>
/// <param name="First">When the first was written; null where it is not said.</param>
/// <param name="Format">The form of log it was read by.</param>
internal sealed record LogMessage(string Text, long Count, DateTimeOffset? First, string Format);
