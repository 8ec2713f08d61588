using Microsoft.Extensions.Logging;

namespace Gatehouse.Client.Schemes;

/// <summary>What a scheme is given to work with.</summary>
internal sealed record SchemeContext
{
    /// <summary>The name of the client that it works for, for logs and metrics; empty where it has none.</summary>
    public required string Client { get; init; }

    /// <summary>The origins that its credentials are for; at least one.</summary>
    public required IReadOnlyList<Uri> Origins { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Where it says what it does. Nothing secret.</summary>
    public required ILogger Logger { get; init; }

    /// <summary>For talking to providers: follows no redirects, keeps no cookies.</summary>
    public required HttpClient Backchannel { get; init; }

    /// <summary>The most bytes of a body that are held in memory.</summary>
    public int BufferLimit { get; init; } = AuthenticationOptions.DefaultBufferLimit;

    /// <summary>Who asks people; null where nobody does.</summary>
    public ISignInPrompt? Prompt { get; init; }

    /// <summary>Tells whoever listens that a session is about to end.</summary>
    public Action<SessionEnding> SessionEnding { get; init; } = static _ => { };
}
