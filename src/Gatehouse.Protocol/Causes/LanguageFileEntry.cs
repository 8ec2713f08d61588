namespace Gatehouse.Protocol.Causes;

/// <summary>The texts of one cause as a language's file holds them; what is null there is given by a rule.</summary>
/// <param name="Title">A short sentence without a full stop.</param>
/// <param name="Operator">What the operator is told.</param>
/// <param name="Fixes">What to do, by the party's name in small letters.</param>
/// <param name="Detail">What outsiders are told; null for a masked cause, which is told as its public cause.</param>
/// <param name="DetailPlain">The detail without placeholders; null where the detail has none.</param>
/// <param name="Repeated">What to do besides when the same credentials have failed already.</param>
internal sealed record LanguageFileEntry(
    string Title,
    string Operator,
    Dictionary<string, string[]> Fixes,
    string? Detail = null,
    string? DetailPlain = null,
    string[]? Repeated = null
);
