using Gatehouse.Doctor.Texts;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Answers;

/// <summary>A challenge that asks for a one-time password, as npm's registry sends it.</summary>
[Names("mfa.required", "mfa.wrong", "client.address-denied")]
internal sealed class OneTimePassRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (file.Main is not { Answer: { Status: 401 } answer, Request: { } request } main)
        {
            yield break;
        }

        if (answer.Challenges.Challenges.Any(challenge => challenge.Is("OTP")))
        {
            var sent = request.Headers.Has("npm-otp") || request.Headers.Has("OTP");
            yield return new Clue(
                sent ? Causes.Mfa.Wrong : Causes.Mfa.Required,
                Strength.Decisive,
                $"The challenge asks for a one-time password (OTP), and the request carries {(sent ? new OwnWords("one that was not taken") : new OwnWords("none"))}"
            )
            {
                Source = main.Source,
            };
        }

        // npm's registry names an address list that the token is bound to.
        if (answer.Challenges.Challenges.Any(challenge => challenge.Is("IPAddress")))
        {
            yield return new Clue(
                Causes.Client.AddressDenied,
                Strength.Strong,
                $"The challenge says that the caller's address is the matter"
            )
            {
                Source = main.Source,
            };
        }
    }
}
