using System.Text;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Doctor.Schemes;

/// <summary>The answer to a Digest challenge (RFC 7616) for a given user and password.</summary>
internal static class DigestAnswer
{
    private const string FirstUse = "00000001";

    /// <summary>The <c>Authorization</c> value for the first Digest challenge that can be answered; null where there is none.</summary>
    /// <param name="reading">The challenges.</param>
    /// <param name="pair">The user and password.</param>
    /// <param name="request">The request that it is for.</param>
    /// <param name="clientNonce">A fresh random text.</param>
    public static string? To(ChallengeReading reading, SuppliedCredential pair, SentRequest request, string clientNonce)
    {
        foreach (var challenge in reading.Challenges.Where(challenge => challenge.Is("Digest")))
        {
            if (
                challenge.Realm is not { } realm
                || challenge["nonce"] is not { } nonce
                || !DigestAlgorithm.TryParse(challenge["algorithm"], out var algorithm)
                || !TryChooseQop(challenge["qop"], out var qop)
            )
            {
                continue;
            }

            var secret = DigestArithmetic.Secret(algorithm.Hash, pair.User!, realm, pair.Password!);
            var input = new DigestInput
            {
                Algorithm = algorithm,
                Nonce = nonce,
                Qop = qop,
                ClientNonce = qop is null && !algorithm.Session ? null : clientNonce,
                NonceCount = qop is null ? null : FirstUse,
                Method = request.Method,
                Uri = request.Target,
                Body = Encoding.UTF8.GetBytes(request.Body ?? string.Empty),
            };
            var userHash = "true".Equals(challenge["userhash"], StringComparison.OrdinalIgnoreCase);
            var written = ChallengeWriter.Write(DigestCredentials.Answer(pair.User!, realm, secret, input, userHash));
            // The server expects its own opaque back, which is no part of what is proved.
            return challenge["opaque"] is { } opaque && !opaque.Contains('"', StringComparison.Ordinal)
                ? $"{written}, opaque=\"{opaque}\""
                : written;
        }

        return null;
    }

    private static bool TryChooseQop(string? offered, out string? chosen)
    {
        chosen = null;
        if (string.IsNullOrWhiteSpace(offered))
        {
            return true;
        }

        var values = offered.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        chosen = values.FirstOrDefault(value =>
            value.Equals(DigestArithmetic.Auth, StringComparison.OrdinalIgnoreCase)
            || value.Equals(DigestArithmetic.AuthInt, StringComparison.OrdinalIgnoreCase)
        );
        return chosen is not null;
    }
}
