namespace Gatehouse.Client.Providers;

/// <summary>An authorization server as a resource names it.</summary>
/// <param name="Issuer">The issuer.</param>
/// <param name="Resource">The resource's name for itself: what to ask for (RFC 8707).</param>
internal sealed record NamedServer(string Issuer, string Resource);
