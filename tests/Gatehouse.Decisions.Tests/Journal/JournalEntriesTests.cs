using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Routes;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Tests.Journal;

public sealed class JournalEntriesTests
{
    [Fact]
    public async Task Trail_tells_every_check_in_order_with_what_the_last_one_found()
    {
        var entry = await EntryOfAsync(Evidence.ForCaller("role", "editor"), Evidence.ForOperator("user", "ann"));
        Assert.Equal(["first", "second", "last"], entry.Trail.Select(step => step.Check));
        Assert.Equal(["passed", "not-applicable", "failed"], entry.Trail.Select(step => step.Outcome));
        Assert.Equal(["all is well", null, "access.role-missing"], entry.Trail.Select(step => step.Reason));
        Evidence[] expected = [Evidence.ForCaller("role", "editor"), Evidence.ForOperator("user", "ann")];
        Assert.Equal(expected, entry.Trail[2].Evidence);
        Assert.Empty(entry.Trail[0].Evidence);
        Assert.Equal(3, entry.Trail.Count);
        for (var i = 0; i < entry.Trail.Count; i++)
        {
            Assert.Equal(entry.Trail.ElementAt(i), entry.Trail[i]);
        }
    }

    [Fact]
    public async Task Trail_stays_that_of_its_refusal_when_the_decision_is_used_for_the_next_request()
    {
        var setup = Setup([Evidence.ForCaller("role", "editor")], out var pipeline, out var decision);
        var refused = await DecideAsync(setup, pipeline, decision);
        var entry = JournalEntries.Of(decision, refused, "GH-0", 403, 0, setup.Tags);
        decision.Reset(decision.Site, setup.Facts("GET", "/other"));
        Assert.Equal(["first", "second", "last"], entry.Trail.Select(step => step.Check));
        Assert.Equal("editor", Assert.Single(entry.Trail[2].Evidence).Value);
    }

    [Theory]
    [InlineData("two\r\nlines", @"two\x0D\x0Alines")]
    [InlineData("\u001b[2J", @"\x1B[2J")]
    [InlineData("\u202eback", @"\u202Eback")]
    [InlineData("as it is", "as it is")]
    public async Task Value_in_the_trail_is_fit_to_be_written_down(string given, string written)
    {
        var entry = await EntryOfAsync(Evidence.ForOperator("problem", given));
        Assert.Equal(written, Assert.Single(entry.Trail[2].Evidence).Value);
        Assert.Equal(["first", "second", "last"], entry.Trail.Select(step => step.Check));
    }

    [Fact]
    public async Task What_nobody_may_see_is_in_no_trail()
    {
        var entry = await EntryOfAsync(
            new Evidence("secret", "xyzzy", Disclosure.Nobody),
            Evidence.ForOperator("user", "ann")
        );
        Assert.Equal("user", Assert.Single(entry.Trail[2].Evidence).Name);
    }

    private static async Task<JournalEntry> EntryOfAsync(params Evidence[] evidence)
    {
        var setup = Setup(evidence, out var pipeline, out var decision);
        return JournalEntries.Of(
            decision,
            await DecideAsync(setup, pipeline, decision),
            "GH-0",
            403,
            node: 0,
            setup.Tags
        );
    }

    private static DecisionSetup Setup(Evidence[] evidence, out DecisionPipeline pipeline, out Decision decision)
    {
        var route = new Route { Name = "/**", Path = PathPattern.Parse("/**") };
        var setup = new DecisionSetup { Routes = _ => [route] };
        pipeline = new DecisionPipeline(
            [
                new FixedCheck("first", new Passed("all is well")),
                new FixedCheck("second", Finding.NotApplicable),
                new FixedCheck("last", Finding.Failed(Causes.Access.RoleMissing, evidence)),
            ],
            setup.Time
        );
        decision = new Decision();
        decision.Reset(
            new Site { PublicUrl = new Uri("https://site.example"), Routes = new RouteTable([route]) },
            setup.Facts("GET", "/x")
        );
        return setup;
    }

    private static async Task<Refused> DecideAsync(DecisionSetup setup, DecisionPipeline pipeline, Decision decision) =>
        Assert.IsType<Denied>(await pipeline.DecideAsync(decision, TestContext.Current.CancellationToken));

    private sealed class FixedCheck(string name, Finding finding) : ICheck
    {
        public string Name => name;

        public IReadOnlyCollection<Cause> FoundCauses => [];

        public ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken) => new(finding);
    }
}
