using System.Net;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Seeing;

/// <summary>What of a refusal counts for alerts.</summary>
/// <param name="Cause">The operator's cause.</param>
/// <param name="Route">The route's name, or null.</param>
/// <param name="Address">The client's address.</param>
/// <param name="Provider">The provider that the finding names, or null.</param>
/// <param name="Key">The id of the key that the finding names, or null.</param>
/// <param name="IsSignIn">Whether somebody failed to sign in: a wrong password, an unknown name.</param>
public readonly record struct SeenRefusal(
    Cause Cause,
    string? Route,
    IPAddress Address,
    string? Provider,
    string? Key,
    bool IsSignIn
)
{
    private static readonly HashSet<Cause> SignInCauses =
    [
        Causes.User.Unknown,
        Causes.User.Disabled,
        Causes.User.Locked,
        Causes.Password.Wrong,
        Causes.Credentials.Throttled,
    ];

    /// <summary>Whether a cause is one of failed sign-ins.</summary>
    public static bool CountsAsSignIn(Cause cause) => SignInCauses.Contains(cause);

    /// <summary>What counts of a refusal that the server is about to tell.</summary>
    public static SeenRefusal Of(Decision decision, Refused refused)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(refused);
        string? provider = null;
        string? key = null;
        foreach (var piece in refused.Evidence)
        {
            switch (piece.Name)
            {
                case "provider":
                    provider = piece.Value;
                    break;
                case "key" when refused.Cause.Id.StartsWith("key.", StringComparison.Ordinal):
                    key = piece.Value;
                    break;
                default:
                    break;
            }
        }

        return new(
            refused.Cause,
            decision.Route?.Name,
            decision.Facts.Client,
            provider,
            key,
            CountsAsSignIn(refused.Cause)
        );
    }
}
