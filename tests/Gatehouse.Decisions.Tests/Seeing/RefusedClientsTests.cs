using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.References;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Seeing;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Tests.Seeing;

public sealed class RefusedClientsTests
{
    private static readonly string Reference = ReferenceText.Write(new UInt128(0x0123456789ABCDEF, 0xFEDCBA9876543210));

    private readonly DecisionSetup _setup = new() { Routes = _ => [TheRoute] };
    private readonly RefusedClients _clients;

    public RefusedClientsTests() => _clients = new RefusedClients(_setup.Time);

    private static Route TheRoute { get; } = new() { Name = "/**", Path = PathPattern.Parse("/**") };

    [Fact]
    public async Task Client_that_gets_through_cures_its_refusal_once_under_the_reference_it_was_told()
    {
        await RefuseAsync("/x", Reference);
        var cure = await LetThroughAsync("/x");
        Assert.NotNull(cure);
        Assert.Equal(Reference, cure.Reference);
        Assert.Equal(Causes.Credentials.Missing, cure.Cause);
        Assert.Equal(CureChange.CredentialsGiven, cure.Change);
        Assert.Null(await LetThroughAsync("/x"));
    }

    [Fact]
    public async Task Latest_refusal_of_a_client_is_the_one_that_is_cured()
    {
        await RefuseAsync("/x", ReferenceText.Write(1));
        await RefuseAsync("/y", Reference);
        Assert.Equal(Reference, (await LetThroughAsync("/x"))?.Reference);
    }

    [Fact]
    public async Task What_is_no_reference_is_not_noted()
    {
        await RefuseAsync("/x", "nonsense");
        Assert.Null(await LetThroughAsync("/x"));
    }

    [Fact]
    public async Task Client_that_stayed_away_for_ten_minutes_is_forgotten()
    {
        await RefuseAsync("/x", Reference);
        _clients.Sweep();
        Assert.NotNull(await LetThroughAsync("/x"));

        await RefuseAsync("/x", Reference);
        var soonAfter = await GrantedAsync("/x");
        _setup.Time.Advance(TimeSpan.FromMinutes(11));
        _clients.Sweep();
        Assert.Null(_clients.Find(soonAfter));
    }

    [Fact]
    public async Task Threads_at_once_cure_each_refusal_at_most_once()
    {
        var (refusedDecision, refused) = await RefusedAsync("/x");
        var through = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => GrantedAsync("/x")));
        var noted = 0;
        var cured = 0;
        Parallel.For(
            0,
            4,
            thread =>
            {
                for (var i = 0; i < 10_000; i++)
                {
                    if (thread == 0)
                    {
                        _clients.Note(refusedDecision, refused, Reference);
                        Interlocked.Increment(ref noted);
                    }
                    else if (thread == 1)
                    {
                        _clients.Sweep();
                        i += 100;
                    }
                    else if (_clients.Find(through[thread]) is { } cure)
                    {
                        Assert.Equal(Reference, cure.Reference);
                        Interlocked.Increment(ref cured);
                    }
                }
            }
        );
        Assert.InRange(cured, 0, noted);
        _clients.Note(refusedDecision, refused, Reference);
        Assert.NotNull(_clients.Find(through[0]));
        Assert.Null(_clients.Find(through[1]));
    }

    private async Task RefuseAsync(string target, string reference)
    {
        var (decision, refused) = await RefusedAsync(target);
        _clients.Note(decision, refused, reference);
    }

    private async Task<Cure?> LetThroughAsync(string target) => _clients.Find(await GrantedAsync(target));

    private async Task<(Decision Decision, Refused Refused)> RefusedAsync(string target)
    {
        var decision = NewDecision(target);
        var check = new FixedCheck(Finding.Failed(Causes.Credentials.Missing));
        return (decision, Assert.IsType<Denied>(await DecideAsync(check, decision)));
    }

    private async Task<Decision> GrantedAsync(string target)
    {
        var decision = NewDecision(target);
        await DecideAsync(new FixedCheck(new Passed("the password is the user's", settles: true)), decision);
        decision.Verified = true;
        decision.Principal = new Principal
        {
            Kind = PrincipalKind.Person,
            Name = "ann",
            Scheme = "basic",
        };
        return decision;
    }

    private Decision NewDecision(string target)
    {
        var decision = new Decision();
        decision.Reset(
            new Site { PublicUrl = new Uri("https://site.example"), Routes = new RouteTable([TheRoute]) },
            _setup.Facts("GET", target)
        );
        return decision;
    }

    private async Task<Verdict> DecideAsync(ICheck check, Decision decision) =>
        await new DecisionPipeline([check], _setup.Time).DecideAsync(decision, TestContext.Current.CancellationToken);

    private sealed class FixedCheck(Finding finding) : ICheck
    {
        public string Name => "fixed";

        public IReadOnlyCollection<Cause> FoundCauses => [];

        public ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken) => new(finding);
    }
}
