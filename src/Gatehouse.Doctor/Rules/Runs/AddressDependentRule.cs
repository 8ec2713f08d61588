using Gatehouse.Doctor.Exchanges;
using Gatehouse.Doctor.Runs;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Doctor.Rules.Runs;

/// <summary>From another machine the same request to the same server is answered otherwise.</summary>
[Names("network.address-dependent")]
internal sealed class AddressDependentRule : Rule
{
    private static readonly TimeSpan SameTime = TimeSpan.FromHours(1);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    public override IEnumerable<Clue> Examine(CaseFile file)
    {
        if (
            RunPair.In(file) is not { Refused: { } refused, Granted: { } granted } pair
            || pair.SameMachine == true
            || pair.SameServer == false
            || pair.SameToken == false
            || pair.Apart > Longest
            || refused.Main?.Answer is not { Status: 401 or 403 or 404 or 406 or 407 or 429 }
        )
        {
            yield break;
        }

        var times = pair.Apart <= SameTime;
        if (times && Bare(refused) is { } without && Bare(granted) is { } admitted && without != admitted)
        {
            yield return Of(
                Strength.Decisive,
                $"Even without credentials one server answers {admitted} to one machine and {without} to the other, within {Math.Round(pair.Apart.TotalMinutes)} minutes"
            );
        }

        yield return Of(
            times && (pair.SameToken == true || pair.WithoutCredentials || pair.SameMachine == false)
                ? Strength.Strong
                : Strength.Moderate,
            $"The same request was granted from {From(granted)} at {granted.When:yyyy-MM-dd HH:mm:ss} and refused with {RunPair.OutcomeOf(refused)} from {From(refused)} at {refused.When:yyyy-MM-dd HH:mm:ss}"
        );
        yield return new Clue(
            Causes.Credentials.Rejected,
            pair.SameToken == true ? Strength.StronglyAgainst : Strength.Against,
            $"From another machine the same request is granted"
        );
    }

    private static Clue Of(Strength strength, FormattableString because) =>
        new(Causes.Network.AddressDependent, strength, because)
        {
            Question =
                $"Were the very same credentials sent from both machines, and what address does each leave its network with",
        };

    // An answer without credentials in both runs: what no credential can explain.
    private static int? Bare(Run run) => run.Anonymous?.Answer?.Status;

    private static string From(Run run) => run.Main?.From ?? "?";
}
