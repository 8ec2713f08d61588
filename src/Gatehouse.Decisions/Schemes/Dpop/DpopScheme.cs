using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Replays;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes.Bearer;
using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.Decisions.Schemes.Digest;
using Gatehouse.Decisions.Schemes.Key;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Decisions.Schemes.Dpop;

/// <summary>
/// Access tokens that are bound to a key, with a proof of that key in each request (RFC 9449). The token is remembered as
/// any other; the proof is judged on every request, and good once.
/// </summary>
/// <param name="tokens">Judges the tokens themselves.</param>
/// <param name="nonces">Makes and reads the nonces, which every proof must have.</param>
/// <param name="counts">Which proofs were used.</param>
/// <param name="certificates">Where the certificate is that a token may be bound to besides (RFC 8705).</param>
public sealed class DpopScheme(
    AccessTokens tokens,
    DigestNonces nonces,
    CountsInMemory counts,
    ClientCertificates certificates
) : IScheme
{
    /// <summary>What the nonces are derived for, so that none of another scheme is one of these.</summary>
    public const string NoncePurpose = "gatehouse dpop nonce";

    /// <summary>The scheme's word in the configuration.</summary>
    public const string SchemeName = "dpop";

    private const string InvalidProof = "invalid_dpop_proof";
    private const string UseNonce = "use_dpop_nonce";

    // Under which evidence the error of the challenge stands, and its sentence.
    private const string ErrorEvidence = "error";
    private const string ProblemEvidence = "problem";

    private static readonly TimeSpan NonceLifetime = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public string Name => SchemeName;

    /// <inheritdoc/>
    public string AuthScheme => "DPoP";

    /// <inheritdoc/>
    public bool IsAmbient => false;

    /// <summary>Every cause that the scheme can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [.. TokenCredentials.Finds, Causes.Key.AddressDenied, Causes.Token.BindingMismatch, .. AccessTokens.Finds];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public Challenge? MakeChallenge(in ChallengeContext context)
    {
        var bound = context.Refused?.Told == Causes.Token.BindingMismatch ? context.Refused.Evidence : [];
        return TokenCredentials.MakeChallenge(
            AuthScheme,
            context,
            [("algs", DpopProof.Algorithms)],
            ValueOf(bound, ErrorEvidence),
            ValueOf(bound, ProblemEvidence)
        );
    }

    /// <summary>A fresh nonce, so that the next request can bring one at once.</summary>
    public IReadOnlyList<HeaderLine> MakeFields(in ChallengeContext context) =>
        [NonceOf(context.Realm, context.Facts.ReceivedAt)];

    /// <inheritdoc/>
    public ValueTask<LocatedCredentials> LocateAsync(
        Decision decision,
        Route route,
        CancellationToken cancellationToken
    ) => TokenCredentials.LocateSecondAsync(decision, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<Finding> AuthenticateAsync(
        Decision decision,
        PresentedCredentials credentials,
        CancellationToken cancellationToken
    ) =>
        TokenCredentials.WhyNoToken(decision, credentials.Value, AuthScheme)
        ?? await tokens.JudgeAsync(decision, credentials.Value, cancellationToken);

    /// <inheritdoc/>
    public Failed? JudgeAgain(Decision decision, Principal principal) =>
        KeyNetworks.Judge(decision, principal) ?? JudgeProof(decision, principal);

    private Failed? JudgeProof(Decision decision, Principal principal)
    {
        if (principal.Binding is not { KeyThumbprint: { } due } binding)
        {
            return Refuse(
                principal.Binding,
                "invalid_token",
                "The token is not bound to a key: it belongs after the word Bearer"
            );
        }

        var facts = decision.Facts;
        var lines = facts.Headers.Count(DpopProof.Field);
        if (lines != 1)
        {
            return Refuse(
                binding,
                InvalidProof,
                lines == 0 ? "The request has no DPoP field" : "The request has more than one DPoP field"
            );
        }

        if (!DpopProof.TryRead(facts.Headers.First(DpopProof.Field)!, out var proof, out var problem))
        {
            return Refuse(binding, InvalidProof, $"The DPoP proof is not good: {problem}");
        }

        if (WhyAnothers(decision, proof) is { } other)
        {
            return Refuse(binding, InvalidProof, other);
        }

        if (!string.Equals(proof.Thumbprint, due, StringComparison.Ordinal))
        {
            return Refuse(
                binding,
                "invalid_token",
                "Invalid DPoP key binding",
                Evidence.ForOperator("bound-to", due),
                Evidence.ForOperator("shown", proof.Thumbprint)
            );
        }

        return JudgeUse(decision, binding, proof) ?? binding.JudgeCertificate(facts, certificates);
    }

    // Whether the proof was made for this very request (section 4.3).
    private static string? WhyAnothers(Decision decision, DpopProof proof)
    {
        var facts = decision.Facts;
        if (!string.Equals(proof.Method, facts.Method, StringComparison.Ordinal))
        {
            return "The DPoP proof is for another method";
        }

        if (!ProofAddress.IsOf(proof.Address, decision))
        {
            return "The DPoP proof is for another address";
        }

        var now = facts.ReceivedAt.ToUnixTimeSeconds();
        var skew = (long)decision.Site.ClockSkew.TotalSeconds;
        if (proof.IssuedAt > now + skew || proof.IssuedAt < now - skew - (long)NonceLifetime.TotalSeconds)
        {
            return "The DPoP proof was not made just now";
        }

        var token = decision.Presented!.Value.Span;
        var octets = new byte[Encoding.ASCII.GetByteCount(token)];
        Encoding.ASCII.GetBytes(token, octets);
        return string.Equals(
            proof.TokenHash,
            Base64Url.EncodeToString(SHA256.HashData(octets)),
            StringComparison.Ordinal
        )
            ? null
            : "The DPoP proof is for another token";
    }

    private Failed? JudgeUse(Decision decision, TokenBinding binding, DpopProof proof)
    {
        var now = decision.Facts.ReceivedAt;
        var realm = decision.Site.Realm;
        if (
            proof.Nonce is null
            || !nonces.TryRead(proof.Nonce, realm, out var nonce)
            || nonce.IssuedAt + NonceLifetime <= now
            || nonce.IssuedAt > now + decision.Site.ClockSkew
        )
        {
            return Refuse(binding, UseNonce, "The DPoP proof needs the nonce of the answer's DPoP-Nonce field");
        }

        // Asked about again by the route below a hidden one, a request has one proof only.
        var use = UseOf(proof);
        if (decision.Judged(use) is null)
        {
            switch (counts.Use(use, nonce.IssuedAt, nonce.IssuedAt + NonceLifetime, count: 1, now))
            {
                case CountUse.Repeated:
                    return Refuse(binding, InvalidProof, "The DPoP proof was used before");
                case CountUse.Forgotten:
                    return Refuse(binding, UseNonce, "The DPoP proof needs a newer nonce");
                default:
                    decision.Judge(use, Finding.NotApplicable);
                    break;
            }
        }

        if (nonce.IssuedAt + (NonceLifetime / 2) <= now)
        {
            decision.AnswerFields = [NonceOf(realm, now)];
        }

        return null;
    }

    private HeaderLine NonceOf(string realm, DateTimeOffset now) =>
        new(DpopProof.NonceField, nonces.Create(realm, counts.Origin, now));

    // The same under every configuration of the process, or a new one would take the proofs of the last.
    private static UInt128 UseOf(DpopProof proof) =>
        BinaryPrimitives.ReadUInt128BigEndian(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{proof.Thumbprint}\n{proof.Id}"))
        );

    private static Failed Refuse(TokenBinding? binding, string error, string problem, params Evidence[] evidence) =>
        Finding.Failed(
            Causes.Token.BindingMismatch,
            [
                Evidence.ForOperator("binding", binding?.ToString() ?? "none"),
                Evidence.ForOperator(ErrorEvidence, error),
                Evidence.ForCaller(ProblemEvidence, problem),
                .. evidence,
            ]
        );

    private static string? ValueOf(IReadOnlyList<Evidence> evidence, string name)
    {
        foreach (var piece in evidence)
        {
            if (string.Equals(piece.Name, name, StringComparison.Ordinal))
            {
                return piece.Value;
            }
        }

        return null;
    }
}
