using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Gateway.Tokens;

/// <summary>The refusals of the token endpoint.</summary>
internal static class TokenFaults
{
    /// <summary>The request itself is not one that can be answered.</summary>
    public static TokenFault Request(string problem, string error = "invalid_request") =>
        new(error, Finding.Failed(Causes.Grant.RequestInvalid, Evidence.ForCaller("problem", problem)));

    /// <summary>Whoever asks is not the client it says it is. Why is the operator's to know.</summary>
    public static TokenFault Client(string id, string problem) =>
        new(
            "invalid_client",
            Finding.Failed(
                Causes.Grant.ClientRejected,
                Evidence.ForOperator("client", id),
                Evidence.ForOperator("problem", problem)
            )
        );

    /// <summary>The code or refresh token is not taken.</summary>
    public static TokenFault Grant(string client, string problem, string? user = null, string? grant = null) =>
        new(
            "invalid_grant",
            Finding.Failed(
                Causes.Grant.Invalid,
                Evidence.ForOperator("client", client),
                Evidence.ForCaller("problem", problem),
                Evidence.ForOperator("grant", grant ?? "none")
            ),
            user
        );
}
