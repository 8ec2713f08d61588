using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Replays;
using Gatehouse.Decisions.Schemes.Digest;
using Gatehouse.Decisions.Sessions;
using Gatehouse.Decisions.Tokens;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Certificates;

namespace Gatehouse.Gateway.Serving;

/// <summary>What the schemes ask.</summary>
internal sealed class SchemeServices
{
    public required IUserDirectory Users { get; init; }

    public required IKeyDirectory Keys { get; init; }

    public required ISessionDirectory Sessions { get; init; }

    public required ITokenRevocations Revocations { get; init; }

    public required OwnTokens Own { get; init; }

    /// <summary>The issuers whose JWTs some route takes, the site itself among them.</summary>
    public required IReadOnlySet<string> Issuers { get; init; }

    public required PasswordJudge Passwords { get; init; }

    /// <summary>Who counts wrong secrets; null where an imagined request must change nothing.</summary>
    public GuessGuard? Guesses { get; init; }

    public required CredentialTags Tags { get; init; }

    public required ProofParts Proofs { get; init; }

    public required CertificateParts Certificates { get; init; }

    public required IDigestSecrets DigestSecrets { get; init; }

    public required DigestNonces DigestNonces { get; init; }

    public required IUseCounts UseCounts { get; init; }

    public required DigestOptions Digest { get; init; }

    /// <summary>Who renews sign-ins at providers, or null where an imagined request must change nothing.</summary>
    public ISessionRenewal? Renewal { get; init; }
}
