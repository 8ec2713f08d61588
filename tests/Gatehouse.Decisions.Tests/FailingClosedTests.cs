using Gatehouse.Decisions.Providers;

namespace Gatehouse.Decisions.Tests;

public class FailingClosedTests
{
    private static readonly Exception[] Failures =
    [
        new StoreUnavailableException("gone"),
        new InvalidOperationException("broken"),
        new FormatException(),
        new TimeoutException(),
        new OperationCanceledException(),
    ];

    [Fact]
    public async Task Nothing_passes_because_something_broke()
    {
        foreach (var failure in Failures)
        {
            foreach (
                var target in (Action<DecisionSetup>[])
                    [
                        site => site.Directory.Failure = failure,
                        site => site.Passwords.Failure = failure,
                        site => site.Provider.Failure = failure,
                    ]
            )
            {
                var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
                var key = setup.Directory.PutKey("alice");
                target(setup);
                foreach (
                    var value in (string[])
                        [DecisionSetup.BasicOf("alice", "right"), "Key " + key, "Bearer " + setup.Token()]
                )
                {
                    var verdict = await setup.DecideAsync("GET", "/x", ("Authorization", value));
                    if (verdict is Undecided undecided)
                    {
                        Assert.Equal(
                            failure is StoreUnavailableException ? "server.store-unavailable" : "server.error",
                            undecided.Cause.Id
                        );
                    }
                    else
                    {
                        // What is not broken is judged as ever.
                        Assert.IsType<Granted>(verdict);
                    }
                }
            }
        }
    }

    [Fact]
    public async Task Remembered_credential_does_not_pass_when_the_word_has_moved_and_the_store_is_gone()
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        var credentials = ("Authorization", DecisionSetup.BasicOf("alice", "right"));
        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", credentials));
        setup.Directory.Put("somebody-else");
        setup.Directory.Failure = new StoreUnavailableException();
        Assert.Equal("server.store-unavailable", await setup.CauseAsync("GET", "/x", credentials));
    }

    [Fact]
    public async Task Full_lane_is_told_as_busy()
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        setup.Passwords.IsFull = true;
        Assert.Equal(
            "server.busy",
            await setup.CauseAsync("GET", "/x", ("Authorization", DecisionSetup.BasicOf("alice", "right")))
        );
    }

    [Fact]
    public async Task Forged_token_cannot_turn_its_401_into_a_503()
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        using var forger = Gatehouse.Protocol.Jose.SigningKey.CreateEs256();
        Assert.Equal(
            "token.key-unknown",
            await setup.CauseAsync("GET", "/x", ("Authorization", "Bearer " + setup.Token(signer: forger)))
        );
        setup.Provider.State = ProviderState.Unreachable;
        Assert.Equal(
            "token.issuer-untrusted",
            await setup.CauseAsync(
                "GET",
                "/x",
                ("Authorization", "Bearer " + setup.Token(claims => claims["iss"] = "https://evil.example"))
            )
        );
        Assert.Equal("token.malformed", await setup.CauseAsync("GET", "/x", ("Authorization", "Bearer x.y.z")));
    }
}
