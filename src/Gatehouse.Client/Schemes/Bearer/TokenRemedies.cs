using Gatehouse.Protocol.Causes;

namespace Gatehouse.Client.Schemes.Bearer;

/// <summary>Which refusals of a token another one, got in the same way, cannot change.</summary>
internal static class TokenRemedies
{
    private static readonly HashSet<Cause> Beyond =
    [
        Causes.Token.AlgorithmRefused,
        Causes.Token.AudienceMismatch,
        Causes.Token.BindingMismatch,
        Causes.Token.IssuerUntrusted,
        Causes.Token.TypeWrong,
    ];

    /// <summary>Whether the cause lies in how the token is asked for, and not in this one token.</summary>
    public static bool IsBeyondRenewal(Cause cause) => Beyond.Contains(cause);
}
