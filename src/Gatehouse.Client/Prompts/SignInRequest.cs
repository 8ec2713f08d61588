using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client;

/// <summary>Why a person is asked to sign in.</summary>
public sealed record SignInRequest
{
    /// <summary>The origin that wants to know: <c>https://orders.example</c>. For a token, that of the provider.</summary>
    public required Uri Origin { get; init; }

    /// <summary>The realm that the server names (RFC 9110 section 11.5); null where it names none. Not to be trusted: show it as a server's words.</summary>
    public string? Realm { get; init; }

    /// <summary>Why now: <see cref="Causes.Credentials.Missing"/> at first, <see cref="Causes.Credentials.Rejected"/> where the last answer was wrong.</summary>
    public required Cause Cause { get; init; }

    /// <summary>The user who was refused, to be shown again; null at first.</summary>
    public string? User { get; init; }

    /// <summary>The scopes that are asked for; empty where none are.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];
}
