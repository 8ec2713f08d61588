namespace Gatehouse.Providers.Fetching;

/// <summary>A connection was not made because of where it would have led; carries the sentence out of the handler.</summary>
internal sealed class AddressRefusedException(string message) : IOException(message);
