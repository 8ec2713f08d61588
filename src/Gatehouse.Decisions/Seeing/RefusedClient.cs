using Gatehouse.Decisions.Principals;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Seeing;

/// <summary>A client that was refused, until it gets through or is forgotten.</summary>
internal readonly record struct RefusedClient
{
    private static readonly TimeSpan StrangersMemory = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan OthersMemory = TimeSpan.FromMinutes(2);

    /// <summary>Address, program, route and method.</summary>
    public required UInt128 Key { get; init; }

    public required int AddressPlace { get; init; }

    /// <summary>The block of the reference: a text for each would be garbage that lives long.</summary>
    public required UInt128 Reference { get; init; }

    public required Cause Cause { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The credentials that it gave, hashed; null where it gave none.</summary>
    public required UInt128? Credentials { get; init; }

    /// <summary>The user whom they named, where that is known.</summary>
    public required string? User { get; init; }

    /// <summary>The configuration under which it was refused.</summary>
    public required Site Site { get; init; }

    /// <summary>
    /// What has changed now that a request of the same client is let through; null where it may be somebody else's, behind
    /// the same address with the same program. A wrong answer would be worse than none.
    /// </summary>
    public CureChange? ChangeTo(Decision decision, UInt128? credentials)
    {
        if (credentials is { } now && now == Credentials)
        {
            return !ReferenceEquals(Site, decision.Site) ? CureChange.Configuration
                : IsOfRights ? CureChange.Rights
                : WaitsHelp ? CureChange.Time
                : null;
        }

        // What was remembered before is in use by others: nobody has just got it.
        if (!decision.Verified || decision.Principal is not { } principal)
        {
            return null;
        }

        var since = decision.Facts.ReceivedAt - At;
        if (User is not null)
        {
            return string.Equals(User, principal.Name, StringComparison.OrdinalIgnoreCase) ? CureChange.NewCredentials
                : principal.Kind == PrincipalKind.Person && since < OthersMemory ? CureChange.OtherUser
                : null;
        }

        return since >= StrangersMemory ? null
            : Credentials is null ? CureChange.CredentialsGiven
            : CureChange.NewCredentials;
    }

    private bool IsOfRights =>
        Cause.Id.StartsWith("access.", StringComparison.Ordinal)
        || Cause == Causes.Token.ScopeInsufficient
        || Cause == Causes.User.Disabled
        || Cause == Causes.User.Locked;

    private bool WaitsHelp =>
        Cause.Next == NextStep.Wait || Cause.Status is 429 or >= 500 || Cause == Causes.Token.NotYetValid;
}
