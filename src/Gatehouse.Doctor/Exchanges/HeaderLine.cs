namespace Gatehouse.Doctor.Exchanges;

/// <summary>One field line of a message (RFC 9110 section 5.2), as it stood there.</summary>
/// <param name="Name">The field's name in the letters that were sent.</param>
/// <param name="Value">The value without the white space around it.</param>
public readonly record struct HeaderLine(string Name, string Value);
