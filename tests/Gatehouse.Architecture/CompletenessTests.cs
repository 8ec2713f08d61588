using Gatehouse.Architecture.Rules;
using Gatehouse.Client;
using Gatehouse.Client.Remedies;
using Gatehouse.Decisions;
using Gatehouse.Doctor;
using Gatehouse.Lab;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Architecture;

public class CompletenessTests
{
    [Fact]
    public void Every_cause_is_covered_in_four_ways_or_owed_with_a_reason()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "eng", "owed.txt"));
        Offences.AreNone(OwedCauses.Offences(Catalogue, Covered(), lines));
    }

    [Theory]
    [InlineData("token.expired: diagnose - not yet", "token.expired: fix is neither covered nor owed")]
    [InlineData("token.expired: prevent - not yet", "token.expired: prevent is covered, and owed no more")]
    [InlineData("token.spoiled: diagnose - not yet", "no such cause or column: token.spoiled: diagnose")]
    [InlineData(
        "token.expired: diagnose",
        "not a line of the form `cause: column, column - reason`: token.expired: diagnose"
    )]
    public void A_planted_offender_is_found(string line, string offence)
    {
        Assert.Contains(offence, OwedCauses.Offences(["token.expired"], Planted, [line]));
    }

    [Fact]
    public void A_star_owes_what_is_left_of_a_column()
    {
        string[] lines = ["*: prevent, diagnose, fix, cause - not yet"];
        Assert.Empty(OwedCauses.Offences(["token.expired", "token.spoiled"], Planted, lines));
        Assert.Equal(
            ["*: prevent is covered, and owed no more"],
            OwedCauses.Offences(["token.expired"], Planted, lines)
        );
    }

    private static IReadOnlyCollection<string> Catalogue { get; } = [.. Causes.All.Select(cause => cause.Id)];

    // One cause that is covered in one way.
    private static Dictionary<string, IReadOnlySet<string>> Planted { get; } =
        new(StringComparer.Ordinal)
        {
            ["prevent"] = new HashSet<string>(StringComparer.Ordinal) { "token.expired" },
            ["diagnose"] = new HashSet<string>(StringComparer.Ordinal),
            ["fix"] = new HashSet<string>(StringComparer.Ordinal),
            ["cause"] = new HashSet<string>(StringComparer.Ordinal),
        };

    private static Dictionary<string, IReadOnlySet<string>> Covered() =>
        new(StringComparer.Ordinal)
        {
            // What is only ever seen from outside says so itself, and owes the gateway nothing.
            ["prevent"] = CoveredCauses
                .Prevented.Concat(Causes.All.Where(cause => cause.OutsideOnly))
                .Select(cause => cause.Id)
                .ToHashSet(StringComparer.Ordinal),
            ["diagnose"] = DiagnosedCauses.All.Select(cause => cause.Id).ToHashSet(StringComparer.Ordinal),
            ["fix"] = FixedCauses.All.Select(cause => cause.Id).ToHashSet(StringComparer.Ordinal),
            ["cause"] = LabCauses.Made.Select(cause => cause.Id).ToHashSet(StringComparer.Ordinal),
        };
}
