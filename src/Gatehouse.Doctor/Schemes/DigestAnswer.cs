using System.Text;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Doctor.Exchanges;
using Gatehouse.Protocol.Challenges;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Doctor.Schemes;

/// <summary>The answer to a Digest challenge (RFC 7616) for a given user and password.</summary>
internal static class DigestAnswer
{
    /// <summary>The <c>Authorization</c> value for the first Digest challenge that can be answered; null where there is none.</summary>
    /// <param name="reading">The challenges.</param>
    /// <param name="pair">The user and password.</param>
    /// <param name="request">The request that it is for.</param>
    /// <param name="clientNonce">A fresh random text.</param>
    public static string? To(ChallengeReading reading, SuppliedCredential pair, SentRequest request, string clientNonce)
    {
        foreach (var challenge in reading.Challenges)
        {
            if (DigestChallenge.Read(challenge) is not { } asked)
            {
                continue;
            }

            var input = asked.InputFor(asked.QopFor(body: false), clientNonce, 1, request.Method, request.Target) with
            {
                Body = Encoding.UTF8.GetBytes(request.Body ?? string.Empty),
            };
            var secret = asked.Secret(pair.User!, pair.Password!);
            return ChallengeWriter.Write(asked.Answer(pair.User!, secret, input, asciiOnly: true));
        }

        return null;
    }
}
