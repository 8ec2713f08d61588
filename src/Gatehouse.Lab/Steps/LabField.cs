namespace Gatehouse.Lab.Steps;

/// <summary>A header field of a step.</summary>
/// <param name="Name">Its name, in the letters in which it is sent.</param>
/// <param name="Value">Its value; Latin-1 on the wire.</param>
internal readonly record struct LabField(string Name, string Value);
