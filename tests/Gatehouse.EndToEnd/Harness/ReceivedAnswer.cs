namespace Gatehouse.EndToEnd.Harness;

/// <summary>Status and field lines of an answer.</summary>
public sealed record ReceivedAnswer(int Status, IReadOnlyList<KeyValuePair<string, string>> Fields)
{
    private static readonly char[] Whitespace = [' ', '\t', '\r', '\n'];

    /// <summary>Reads those of a real one.</summary>
    public static ReceivedAnswer Of(HttpResponseMessage response) =>
        new(
            (int)response.StatusCode,
            [
                .. response.Headers.NonValidated.SelectMany(field =>
                    field.Value.Select(value => KeyValuePair.Create(field.Key, value))
                ),
            ]
        );

    /// <summary>The lines of a field as one value (Fetch standard, "get"), or null where there is none.</summary>
    public string? Combined(string name)
    {
        var values = Fields
            .Where(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase))
            .Select(field => field.Value.Trim(Whitespace))
            .ToArray();
        return values.Length == 0 ? null : string.Join(", ", values);
    }

    /// <summary>Whether a list field has this member.</summary>
    public bool Has(string name, string member) =>
        (Combined(name) ?? "")
            .Split(',', StringSplitOptions.TrimEntries)
            .Contains(member, StringComparer.OrdinalIgnoreCase);
}
