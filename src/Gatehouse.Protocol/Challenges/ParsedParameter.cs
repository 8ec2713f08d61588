namespace Gatehouse.Protocol.Challenges;

/// <summary>A parameter with its notation, which the lint asks for and nobody else may.</summary>
internal readonly record struct ParsedParameter(string Name, string Value, bool Quoted);
