using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Checks;

/// <summary>
/// Stands in for the checks of credentials where a request is only imagined: the user is taken to have given the right
/// password. Whether the account may be used is judged all the same.
/// </summary>
public sealed class AssumedUserCheck(IUserDirectory users, string canonicalName) : ICheck
{
    private static readonly Passed Assumed = new("assumed: the credentials are good");

    /// <inheritdoc/>
    public string Name => "assumed-user";

    /// <summary>Every cause that the check can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [Causes.User.Unknown, Causes.User.Disabled, Causes.User.Locked];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public async ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken)
    {
        var user = await users.FindUserAsync(canonicalName, cancellationToken);
        if (user is null)
        {
            return Finding.Failed(Causes.User.Unknown, Evidence.ForOperator("user", canonicalName));
        }

        if (user.Disabled || user.Locked)
        {
            decision.ToldToOwner = true;
            return Finding.Failed(
                user.Disabled ? Causes.User.Disabled : Causes.User.Locked,
                Evidence.ForOperator("user", user.Name)
            );
        }

        decision.KnownUser = user.Name;
        decision.Principal = new Principal
        {
            Kind = PrincipalKind.Person,
            Name = user.Name,
            UserId = user.Id,
            Email = user.Email,
            Roles = user.Roles,
            Permissions = decision.Site.Roles.PermissionsOf(user.Roles),
            Scheme = "assumed",
            Epoch = user.Epoch,
        };
        return Assumed;
    }
}
