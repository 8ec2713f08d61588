namespace Gatehouse.Gateway.ForwardAuth;

/// <summary>The original request, as the proxy that asks about it describes it.</summary>
/// <param name="Method">The method.</param>
/// <param name="Https">Whether the client used https.</param>
/// <param name="Host">The host asked for, as the client wrote it.</param>
/// <param name="Target">Path and query as the client wrote them; starts with a slash.</param>
internal sealed record Description(string Method, bool Https, string Host, string Target);
