using Gatehouse.Protocol.Digest;

namespace Gatehouse.Client.Schemes.Digest;

/// <summary>What a request was sent with, kept beside it until its answer is there.</summary>
/// <param name="Session">The nonce and the password.</param>
/// <param name="Sent">What the response was computed from.</param>
/// <param name="Nonces">How many nonces this request was given for this password; 0 where it was sent ahead of any challenge.</param>
internal sealed record DigestAnswer(DigestSession Session, DigestInput Sent, int Nonces)
{
    /// <summary>Where it stands.</summary>
    public static readonly HttpRequestOptionsKey<DigestAnswer?> Key = new("Gatehouse.Digest");

    /// <summary>What stands beside a request; null where nothing does.</summary>
    public static DigestAnswer? On(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out var answer) ? answer : null;

    /// <summary>Nothing of it: a response can be tried offline.</summary>
    public override string ToString() => "Digest";
}
