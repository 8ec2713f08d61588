using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab;

/// <summary>A request that arrived at the lab, with what became of it.</summary>
public sealed record LabRequest
{
    /// <summary>When it arrived, by the lab's clock.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Where it arrived.</summary>
    public required LabPlace Place { get; init; }

    /// <summary>The method.</summary>
    public required string Method { get; init; }

    /// <summary>The target as it stood on the wire.</summary>
    public required string Target { get; init; }

    /// <summary>The header fields, a line each, in the order within a name. They are whole: credentials included.</summary>
    public required IReadOnlyList<KeyValuePair<string, string>> Fields { get; init; }

    /// <summary>The first 64 KiB of the body, as far as the lab read it.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The status that was answered; 0 where the connection was given up without an answer.</summary>
    public int Status { get; init; }

    /// <summary>Why it was refused, as the operator of the server would be told; null where it was not.</summary>
    public Cause? Cause { get; init; }

    /// <summary>The lines of a field, none where it was not sent; the name in any letters.</summary>
    public IEnumerable<string> Lines(string name) =>
        Fields
            .Where(field => string.Equals(field.Key, name, StringComparison.OrdinalIgnoreCase))
            .Select(field => field.Value);
}
