namespace Gatehouse.Lab.Steps;

/// <summary>
/// A value that a step takes from its answer, for the steps behind it: the whole body, or what stands in a header field
/// between two texts.
/// </summary>
/// <param name="Variable">Its name, written <c>{name}</c> where it is used.</param>
/// <param name="Header">The field; null for the body, without white space around it.</param>
/// <param name="Before">What stands before the value in the field.</param>
/// <param name="After">What ends the value; empty where the field's end does.</param>
internal sealed record Capture(string Variable, string? Header = null, string Before = "", string After = "")
{
    /// <summary>The value in a text, or null where it is not there.</summary>
    public string? Find(string text)
    {
        var start = text.IndexOf(Before, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        start += Before.Length;
        var end = After.Length == 0 ? text.Length : text.IndexOf(After, start, StringComparison.Ordinal);
        return end < 0 ? null : text[start..end].Trim();
    }
}
