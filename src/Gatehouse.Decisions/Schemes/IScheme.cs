using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Decisions.Schemes;

/// <summary>One way to present credentials: it makes a challenge, and turns credentials into a principal or a cause.</summary>
public interface IScheme
{
    /// <summary>The word for it in the configuration: <c>basic</c>.</summary>
    string Name { get; }

    /// <summary>The auth-scheme on the wire (RFC 9110 section 11.1): <c>Basic</c>.</summary>
    string AuthScheme { get; }

    /// <summary>Whether a browser attaches this by itself (a cookie, a certificate), so that it is no second credential.</summary>
    bool IsAmbient { get; }

    /// <summary>Whether its credentials hold a password, of which not even a tag is ever written down.</summary>
    bool CarriesPassword => false;

    /// <summary>Whether its finding is the same on every route, so that one request's credentials are judged once only.</summary>
    bool SameOnEveryRoute => false;

    /// <summary>Whether it ever makes a challenge: without one there is no 401 (RFC 9110 section 15.5.2).</summary>
    bool HasChallenge => true;

    /// <summary>What it is called when nothing came, on a route that offers this scheme alone.</summary>
    Cause MissingAlone => Causes.Credentials.Missing;

    /// <summary>
    /// Why nothing can be judged by it now, for the operator: a file that it needs is not there. What offers it is closed
    /// meanwhile. Null where all is well.
    /// </summary>
    string? ClosedBecause => null;

    /// <summary>Every cause that this scheme can find.</summary>
    IReadOnlyCollection<Cause> FoundCauses { get; }

    /// <summary>Its challenge, or null where a challenge would be of no use to this client.</summary>
    Challenge? MakeChallenge(in ChallengeContext context);

    /// <summary>Its challenges in order, for a scheme that has several; one field line each.</summary>
    IReadOnlyList<Challenge> MakeChallenges(in ChallengeContext context) =>
        MakeChallenge(context) is { } challenge ? [challenge] : [];

    /// <summary>The fields that go with its challenges in a 401.</summary>
    IReadOnlyList<HeaderLine> MakeFields(in ChallengeContext context) => [];

    /// <summary>Credentials of this scheme that stand elsewhere than in <c>Authorization</c>.</summary>
    ValueTask<LocatedCredentials> LocateAsync(Decision decision, Route route, CancellationToken cancellationToken);

    /// <summary>
    /// Judges the presented credentials: an <see cref="Authenticated"/> with the principal, or a cause. What depends on
    /// the request alone is judged in <see cref="JudgeAgain"/>, which is asked on every request.
    /// </summary>
    ValueTask<Finding> AuthenticateAsync(
        Decision decision,
        PresentedCredentials credentials,
        CancellationToken cancellationToken
    );

    /// <summary>
    /// What must be judged on every request although the credential is remembered: address limits, proofs of possession.
    /// Null where nothing stands against it.
    /// </summary>
    Failed? JudgeAgain(Decision decision, Principals.Principal principal);

    /// <summary>Learns that a request with its credentials was granted; what was refused later on is no use of them.</summary>
    void NoteGranted(Decision decision, Principals.Principal principal) { }
}
