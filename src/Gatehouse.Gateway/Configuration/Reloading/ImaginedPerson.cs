namespace Gatehouse.Gateway.Configuration.Reloading;

/// <summary>Somebody who might come.</summary>
/// <param name="Words">Who that is, for the operator.</param>
/// <param name="Roles">The roles; null where nobody is signed in.</param>
internal sealed record ImaginedPerson(string Words, IReadOnlyList<string>? Roles);
