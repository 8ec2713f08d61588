namespace Gatehouse.DoctorBench;

/// <summary>What an imitated server answers to requests of one kind; the first rule that fits answers.</summary>
internal sealed record ImitationRule
{
    /// <summary>The method; null for every one.</summary>
    public string? Method { get; init; }

    /// <summary>A regular expression for the path with its query; null for every one.</summary>
    public string? Path { get; init; }

    /// <summary>Fields that must be there: a regular expression for each value; an empty one means that the field must be absent.</summary>
    public IReadOnlyDictionary<string, string> When { get; init; } =
        new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Answers only each N-th request that fits otherwise; 1 for all.</summary>
    public int Every { get; init; } = 1;

    /// <summary>The status.</summary>
    public int Status { get; init; } = 200;

    /// <summary>The reason phrase; null for the usual one.</summary>
    public string? Reason { get; init; }

    /// <summary>The answer's field lines, <c>Name: value</c>.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>The answer's body.</summary>
    public string Body { get; init; } = string.Empty;
}
