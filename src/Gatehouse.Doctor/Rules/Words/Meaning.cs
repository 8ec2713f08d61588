using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Words;

/// <summary>A cause told by what is spoken of and what is said of it, both in one sentence, in whatever words.</summary>
/// <param name="Cause">The cause.</param>
/// <param name="Of">What is spoken of: any of these words or word groups.</param>
/// <param name="Said">What is said of it: any of these.</param>
internal sealed record Meaning(Cause Cause, IReadOnlyList<string> Of, IReadOnlyList<string> Said)
{
    /// <summary>What the text must speak of besides, anywhere in it; empty for nothing.</summary>
    public IReadOnlyList<string> Amid { get; init; } = [];

    /// <summary>Words in the same sentence that make it mean something else.</summary>
    public IReadOnlyList<string> But { get; init; } = [];
}
