using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Decisions.Schemes.Certificate;

/// <summary>Client certificates: of the handshake, or as a trusted proxy passes them on (RFC 9440).</summary>
/// <param name="certificates">Where they are found.</param>
/// <param name="trust">Whose count, now.</param>
/// <param name="map">Whose they are.</param>
/// <param name="users">The users.</param>
public sealed class CertificateScheme(
    ClientCertificates certificates,
    Func<CertificateTrust> trust,
    CertificateMap map,
    IUserDirectory users
) : IScheme
{
    private const int LongestName = 256;

    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(60);

    private readonly ConditionalWeakTable<Principal, CertificateTrust> _judged = [];

    /// <summary>The scheme's word in the configuration.</summary>
    public const string SchemeName = "certificate";

    /// <inheritdoc/>
    public string Name => SchemeName;

    /// <inheritdoc/>
    public string AuthScheme => "Certificate";

    /// <inheritdoc/>
    public bool IsAmbient => true;

    /// <inheritdoc/>
    public bool SameOnEveryRoute => true;

    /// <inheritdoc/>
    public bool HasChallenge => false;

    /// <inheritdoc/>
    public Cause MissingAlone => Causes.Certificate.Missing;

    /// <inheritdoc/>
    public string? ClosedBecause => trust().Problem;

    /// <summary>Every cause that the scheme can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [
        Causes.Certificate.Untrusted,
        Causes.Certificate.Expired,
        Causes.Certificate.Revoked,
        Causes.Certificate.Unmapped,
        Causes.Server.Configuration,
        Causes.User.Disabled,
        Causes.User.Locked,
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public Challenge? MakeChallenge(in ChallengeContext context) => null;

    /// <inheritdoc/>
    public ValueTask<LocatedCredentials> LocateAsync(
        Decision decision,
        Route route,
        CancellationToken cancellationToken
    ) => new(certificates.Locate(decision.Facts));

    /// <inheritdoc/>
    public async ValueTask<Finding> AuthenticateAsync(
        Decision decision,
        PresentedCredentials credentials,
        CancellationToken cancellationToken
    )
    {
        if (certificates.Read(decision.Facts, out var problem) is not { } presented)
        {
            return Unreadable(problem ?? "there is none");
        }

        try
        {
            var now = decision.Facts.ReceivedAt;
            var current = trust();
            var finding =
                current.Judge(presented, now, decision.Site.ClockSkew, out var end)
                ?? await OwnerAsync(
                    decision,
                    presented,
                    end < now + Remembered ? end : now + Remembered,
                    cancellationToken
                );
            if (finding is Authenticated authenticated)
            {
                _judged.AddOrUpdate(authenticated.Principal, current);
            }

            return finding;
        }
        catch (CryptographicException exception)
        {
            // The platform reads parts of a certificate only when they are asked for.
            return Unreadable(exception.Message);
        }
    }

    /// <inheritdoc/>
    public Failed? JudgeAgain(Decision decision, Principal principal)
    {
        var current = trust();
        if (_judged.TryGetValue(principal, out var judged) && ReferenceEquals(judged, current))
        {
            return null;
        }

        // The files have changed since: what they revoke now must not go on for as long as it is remembered.
        if (certificates.Read(decision.Facts, out var problem) is not { } presented)
        {
            return Unreadable(problem ?? "there is none");
        }

        switch (current.Judge(presented, decision.Facts.ReceivedAt, decision.Site.ClockSkew, out _))
        {
            case Failed failed:
                return failed;
            case Unanswerable unanswerable:
                return Finding.Failed(unanswerable.Cause, [.. unanswerable.Evidence]);
            default:
                _judged.AddOrUpdate(principal, current);
                return null;
        }
    }

    // Names of two users in one certificate name neither.
    private async ValueTask<Finding> OwnerAsync(
        Decision decision,
        PresentedCertificate presented,
        DateTimeOffset until,
        CancellationToken cancellationToken
    )
    {
        var names = map.NamesIn(presented.Certificate, out var problem);
        UserRecord? owner = null;
        foreach (var name in names)
        {
            if (
                map.UserOf(name) is not { } mapped
                || !UserName.TryCanonicalise(mapped, out var canonical)
                || await users.FindUserAsync(canonical, cancellationToken) is not { } user
            )
            {
                continue;
            }

            if (owner is not null && owner.Id != user.Id)
            {
                return Unmapped(presented, "its names are those of two users", names);
            }

            owner = user;
        }

        if (owner is null)
        {
            return Unmapped(presented, problem ?? "no user has this name", names);
        }

        decision.KnownUser = owner.Name;

        // Whoever holds the certificate's key holds what the password would have proved.
        if (owner.Disabled || owner.Locked)
        {
            decision.ToldToOwner = true;
            return Finding.Failed(
                owner.Disabled ? Causes.User.Disabled : Causes.User.Locked,
                [Evidence.ForOperator("user", owner.Name), .. CertificateEvidence.Of(presented.Certificate)]
            );
        }

        return new Authenticated(
            new Principal
            {
                Kind = PrincipalKind.Person,
                Name = owner.Name,
                UserId = owner.Id,
                Email = owner.Email,
                Roles = owner.Roles,
                Permissions = decision.Site.Roles.PermissionsOf(owner.Roles),
                Scheme = SchemeName,
                AttachedByBrowser = true,
                Epoch = owner.Epoch,
            },
            "the certificate is an authority's, in force, and a user's",
            until
        );
    }

    private static Failed Unreadable(string problem) =>
        Finding.Failed(
            Causes.Certificate.Untrusted,
            Evidence.ForOperator("problem", SafeText.Escape(problem, LongestName))
        );

    private static Failed Unmapped(PresentedCertificate presented, string problem, IReadOnlyList<string> names) =>
        Finding.Failed(
            Causes.Certificate.Unmapped,
            [
                Evidence.ForOperator("problem", problem),
                Evidence.ForOperator("names", SafeText.Escape(string.Join(' ', names), LongestName)),
                .. CertificateEvidence.Of(presented.Certificate),
            ]
        );
}
