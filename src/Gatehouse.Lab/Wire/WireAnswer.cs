using System.Text;
using Gatehouse.Lab.Steps;

namespace Gatehouse.Lab.Wire;

/// <summary>What came back.</summary>
internal sealed record WireAnswer
{
    /// <summary>The status; 0 where there was no answer.</summary>
    public required int Status { get; init; }

    /// <summary>The reason phrase.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The fields, in order, as they were sent.</summary>
    public IReadOnlyList<LabField> Fields { get; init; } = [];

    /// <summary>The body, decoded from its transfer coding.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>Why there was no answer; null where there was one.</summary>
    public string? Failure { get; init; }

    /// <summary>When the request was begun.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The lines of a field.</summary>
    public IEnumerable<string> Lines(string name) =>
        Fields
            .Where(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase))
            .Select(field => field.Value);
}
