using System.Globalization;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Decisions.Tests.Schemes;

/// <summary>Answers a challenge of Digest, rightly unless told otherwise.</summary>
internal sealed record DigestClient
{
    public string User { get; init; } = "alice";

    public string Password { get; init; } = "right";

    public string Realm { get; init; } = "Gatehouse";

    public required string Nonce { get; init; }

    public string Algorithm { get; init; } = "SHA-256";

    public string Method { get; init; } = "GET";

    public string Uri { get; init; } = "/x";

    public string? Qop { get; init; } = "auth";

    public uint Count { get; init; } = 1;

    public string ClientNonce { get; init; } = "0a4f113b";

    public byte[] Body { get; init; } = [];

    public bool UserHash { get; init; }

    /// <summary>What is done to the field's value before it is sent.</summary>
    public Func<string, string> Change { get; init; } = value => value;

    public byte[] Secret => DigestArithmetic.Secret(Input.Algorithm.Hash, User, Realm, Password);

    public DigestInput Input =>
        new()
        {
            Algorithm = DigestAlgorithm.TryParse(Algorithm, out var algorithm)
                ? algorithm
                : throw new InvalidOperationException(),
            Nonce = Nonce,
            Qop = Qop,
            ClientNonce = ClientNonce,
            NonceCount = Count.ToString("x8", CultureInfo.InvariantCulture),
            Method = Method,
            Uri = Uri,
            Body = Body,
        };

    public (string, string) Field =>
        (
            "Authorization",
            Change(ChallengeWriter.Write(DigestCredentials.Answer(User, Realm, Secret, Input, UserHash)))
        );
}
