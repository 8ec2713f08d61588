using System.Text.Json.Serialization;

namespace Gatehouse.DoctorBench;

/// <summary>One refusal to diagnose: what the doctor is given, and what is true.</summary>
internal sealed record BenchCase
{
    /// <summary>The scenario that it reproduces.</summary>
    public required string Id { get; init; }

    /// <summary>The layer that it belongs to.</summary>
    public string Layer { get; set; } = string.Empty;

    /// <summary>What it is about.</summary>
    public string Title { get; init; } = string.Empty;

    /// <summary>The true cause first; others that are as good an answer after it. <c>healthy</c> where nothing is wrong.</summary>
    public required IReadOnlyList<string> Causes { get; init; }

    /// <summary>Why it is missed, where that is known; printed beside the miss.</summary>
    public string? Note { get; init; }

    /// <summary>What kind of input: curl, exchange, har, log, server, token or url.</summary>
    public required string Input { get; init; }

    /// <summary>The input's text, a line an element; {base} stands for the imitation's address, {now±N} for times.</summary>
    public IReadOnlyList<string> Text { get; init; } = [];

    /// <summary>The name of the file, where it matters (nginx.conf, web.config).</summary>
    public string? File { get; init; }

    /// <summary>What an imitation of the server answers; none for cases without one.</summary>
    public IReadOnlyList<ImitationRule> Answers { get; init; } = [];

    /// <summary>Whether the doctor may ask the imitation.</summary>
    [JsonIgnore]
    public bool IsLive => Answers.Count > 0;
}
