using Gatehouse.Doctor.Credentials;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Keys;

/// <summary>One half of a credential that a product wants in two places.</summary>
[Names("credentials.incomplete")]
internal sealed class ProductPairRule : Rule
{
    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            (file.Main?.Request ?? file.Subject) is { } request
            && GivenCredentials.Refused(file)
            && ProductPairs.MissingIn(request, file.Main?.Answer) is var (product, sent, missing)
        )
        {
            yield return new Clue(
                Causes.Credentials.Incomplete,
                Strength.Decisive,
                $"{product} wants {sent} and {missing} together, and {missing} is not in the request"
            )
            {
                Remedy = $"Send {missing} too",
            };
        }
    }
}
