using System.Security.Cryptography;
using System.Text;
using Gatehouse.Client.Flow;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Client.Schemes.Digest;

/// <summary>
/// One nonce with the password that answers it, and the count of its uses. Its client nonce stays the same: whether a
/// server makes session keys once or for every request, both come to the same (RFC 7616 section 3.4.2).
/// </summary>
internal sealed class DigestSession
{
    private const int ClientNonceLength = 32;

    private uint _count;

    private DigestSession(
        DigestChallenge challenge,
        PasswordCredential credential,
        byte[] secret,
        CredentialFingerprint fingerprint
    )
    {
        (Challenge, Credential, Secret, Fingerprint) = (challenge, credential, secret, fingerprint);
        ClientNonce = RandomNumberGenerator.GetHexString(ClientNonceLength, lowercase: true);
    }

    /// <summary>The challenge, with the nonce of now.</summary>
    public DigestChallenge Challenge { get; }

    /// <summary>What it is answered with.</summary>
    public PasswordCredential Credential { get; }

    /// <summary>What is kept of the password for this realm and hash. A secret.</summary>
    public byte[] Secret { get; }

    /// <summary>What tells the user and password from others.</summary>
    public CredentialFingerprint Fingerprint { get; }

    /// <summary>The client's nonce.</summary>
    public string ClientNonce { get; }

    /// <summary>Begins with a challenge.</summary>
    public static DigestSession Begin(DigestChallenge challenge, PasswordCredential credential) =>
        new(challenge, credential, challenge.Secret(credential.User, credential.Password), FingerprintOf(credential));

    /// <summary>Goes on with the nonce that the server names next.</summary>
    public DigestSession Next(string nonce) => new(Challenge.With(nonce), Credential, Secret, Fingerprint);

    /// <summary>The next nonce count: 1 at first, and never the same twice however many threads ask.</summary>
    public uint Count() => Interlocked.Increment(ref _count);

    // That of the field which Basic would send: what one way was refused with twice goes out by neither.
    private static CredentialFingerprint FingerprintOf(PasswordCredential credential) =>
        CredentialFingerprint.Of(
            "password",
            "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{credential.User}:{credential.Password}"))
        );
}
