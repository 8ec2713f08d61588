using Gatehouse.EndToEnd.Harness;

namespace Gatehouse.EndToEnd;

/// <summary>One way to be refused, and what must come of it.</summary>
public sealed record RefusalCase(string Cause, int Status, string Check)
{
    /// <summary>What the caller is told, where it is another cause.</summary>
    public string? Told { get; init; }

    /// <summary>The challenges, whole, in order; null where they are those of the route for missing credentials.</summary>
    public string[]? Challenges { get; init; }

    /// <summary>The evidence that <c>explain</c> names, at least: name and value, or a name alone.</summary>
    public (string Name, string? Value)[] Evidence { get; init; } = [];

    /// <summary>Sends it.</summary>
    public required Func<OrdersSite, Task<HttpResponseMessage>> Send { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Cause;
}
