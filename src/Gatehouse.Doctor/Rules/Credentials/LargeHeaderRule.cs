using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Credentials;

/// <summary>Header fields that are larger than what servers take.</summary>
[Names("header.too-large")]
internal sealed class LargeHeaderRule : Rule
{
    private const int Usual = 8 * 1024;
    private const int Most = 16 * 1024;

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        var request = file.Main?.Request ?? file.Subject;
        if (request is null || !GivenCredentials.Refused(file))
        {
            yield break;
        }

        var all = request.Headers.Sum(line => line.Name.Length + line.Value.Length + 4);
        var largest = request.Headers.OrderByDescending(line => line.Value.Length).FirstOrDefault();
        if (all <= Usual)
        {
            yield break;
        }

        var status = file.Main?.Answer?.Status;
        var strength = status switch
        {
            431 or 494 => Strength.Decisive,
            400 or 413 or 414 => Strength.Decisive,
            _ => all > Most ? Strength.Strong : Strength.Moderate,
        };
        yield return new Clue(
            Causes.Header.TooLarge,
            strength,
            $"The header fields of the request are {all} octets long, {largest.Value.Length} of them in {largest.Name}; many servers take {Usual}"
        )
        {
            Source = "the request",
        };
    }
}
