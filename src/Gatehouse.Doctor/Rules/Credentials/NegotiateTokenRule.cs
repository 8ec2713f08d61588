using System.Buffers.Binary;
using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Credentials;

/// <summary>What a Negotiate token holds: a ticket, or NTLM and which version of it.</summary>
[Names("negotiate.ntlm-refused")]
internal sealed class NegotiateTokenRule : Rule
{
    private const int AnswerLengthAt = 20;
    private const int FirstVersionLength = 24;

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        foreach (var credential in GivenCredentials.Authorization(file))
        {
            var negotiate = "Negotiate".Equals(credential.Scheme, StringComparison.OrdinalIgnoreCase);
            var ntlm = "NTLM".Equals(credential.Scheme, StringComparison.OrdinalIgnoreCase);
            if ((!negotiate && !ntlm) || !credential.Secret.StartsWith("TlRMTVNTUA", StringComparison.Ordinal))
            {
                continue;
            }

            var offers = file.Main?.Answer?.Challenges.Challenges ?? [];
            if (IsFirstVersion(credential.Secret.Trim()))
            {
                yield return new Clue(
                    Causes.Negotiate.NtlmRefused,
                    Strength.Strong,
                    $"The answer is NTLM of version 1, which servers refuse today"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                };
            }
            else if (negotiate && !offers.Any(challenge => challenge.Is("NTLM")))
            {
                yield return new Clue(
                    Causes.Negotiate.NtlmRefused,
                    Strength.Strong,
                    $"The program answered Negotiate with NTLM: it found no Kerberos service for this host's name"
                )
                {
                    Source = GivenCredentials.PlaceOf(credential),
                    Remedy =
                        $"Use the host's full name, for which a service name (SPN) is registered, and join the machine to the domain",
                };
            }
        }
    }

    // [MS-NLMP] 2.2.1.3: message type 3, and the length of the NT response.
    private static bool IsFirstVersion(string text)
    {
        var octets = new byte[text.Length];
        return Convert.TryFromBase64String(text, octets, out var length)
            && length > AnswerLengthAt + 8
            && octets[8] == 3
            && BinaryPrimitives.ReadUInt16LittleEndian(octets.AsSpan(AnswerLengthAt)) == FirstVersionLength;
    }
}
