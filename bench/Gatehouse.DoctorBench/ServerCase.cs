namespace Gatehouse.DoctorBench;

/// <summary>A real server set up in a certain way, and what is true of a request to it.</summary>
internal sealed record ServerCase
{
    /// <summary>What it is about.</summary>
    public required string Id { get; init; }

    /// <summary>The server that answers.</summary>
    public required string Server { get; init; }

    /// <summary>The true cause first; others that are as good an answer after it. <c>healthy</c> where nothing is wrong.</summary>
    public required IReadOnlyList<string> Causes { get; init; }

    /// <summary>What the doctor is given; <c>@name@</c> stands for that server's port.</summary>
    public required IReadOnlyList<string> Arguments { get; init; }

    /// <summary>How often the first argument's address is asked for beforehand.</summary>
    public int Before { get; init; }

    /// <summary>Whether the servers' certificate is trusted.</summary>
    public bool Trusts { get; init; }

    /// <summary>Why another answer is all that can be told, where that is so.</summary>
    public string Remark { get; init; } = string.Empty;
}
