using System.Globalization;
using Gatehouse.Client.Schemes;

namespace Gatehouse.Client.Flow;

/// <summary>One sending of a request that was refused.</summary>
/// <param name="Scheme">Whose credentials it carried; null where it carried none.</param>
/// <param name="IsAnswer">Whether they answered a challenge; they went unasked otherwise.</param>
/// <param name="Fingerprint">Which credentials.</param>
/// <param name="Refusal">The refusal.</param>
internal sealed record FlowAttempt(
    ClientScheme? Scheme,
    bool IsAnswer,
    CredentialFingerprint? Fingerprint,
    Refusal Refusal
)
{
    /// <summary>What was tried and how it ended, a phrase.</summary>
    public string Describe() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Scheme?.Name ?? "no credentials"}{(Scheme is null || IsAnswer ? "" : " unasked")}: {(int)Refusal.Status} {Refusal.Cause.Id}"
        );
}
