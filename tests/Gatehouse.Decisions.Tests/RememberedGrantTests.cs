using System.Diagnostics;

namespace Gatehouse.Decisions.Tests;

public class RememberedGrantTests
{
    [Fact]
    public async Task Remembered_grant_costs_no_allocation()
    {
        // A debug build makes an object of every asynchronous method.
        Assert.SkipWhen(
            typeof(Decision)
                .Assembly.GetCustomAttributes(false)
                .OfType<DebuggableAttribute>()
                .Any(mark => mark.IsJITOptimizerDisabled),
            "Allocations are measured on a Release build only."
        );
        var setup = new DecisionSetup { Routes = site => [site.Api("/api/**"), site.Page("/pages/**")] };
        var key = setup.Directory.PutKey("alice");
        foreach (
            var (path, name, value) in ((string, string, string)[])
                [
                    (
                        "/api/orders",
                        "Authorization",
                        "Bearer " + setup.Token(claims => claims["filler"] = new string('x', 400))
                    ),
                    ("/api/orders", "Authorization", DecisionSetup.BasicOf("alice", "right")),
                    ("/api/orders", "Authorization", "Key " + key),
                    ("/pages/orders", "Cookie", "theme=dark; __Host-gatehouse=" + setup.SignIn() + "; other=1"),
                ]
        )
        {
            var facts = setup.Facts("GET", path, (name, value));
            for (var i = 0; i < 100; i++)
            {
                Assert.IsType<Granted>(await setup.DecideAsync(facts));
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                var decision = setup.DecideAsync(facts);
                Assert.True(decision.IsCompletedSuccessfully);
            }

            Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        }
    }

    [Fact]
    public async Task Password_is_compared_once_while_it_is_remembered()
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        var credentials = ("Authorization", DecisionSetup.BasicOf("alice", "right"));
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", credentials));
        }

        Assert.Equal(1, setup.Passwords.Count);
        setup.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", credentials));
        Assert.Equal(2, setup.Passwords.Count);
    }

    [Fact]
    public async Task Disabled_user_is_refused_at_the_next_request_although_remembered()
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        var key = setup.Directory.PutKey("alice");
        (string, string)[][] ways =
        [
            [("Authorization", DecisionSetup.BasicOf("alice", "right"))],
            [("X-Api-Key", key)],
        ];
        foreach (var way in ways)
        {
            Assert.Equal("granted to alice", await setup.CauseAsync("GET", "/x", way));
        }

        setup.Directory.Put("alice", user => user with { Disabled = true });
        foreach (var way in ways)
        {
            Assert.Equal("user.disabled", await setup.CauseAsync("GET", "/x", way));
        }
    }

    [Fact]
    public async Task Token_is_never_remembered_past_its_end()
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        var token = setup.Token(claims => claims["exp"] = setup.Time.GetUtcNow().ToUnixTimeSeconds() + 20);
        Assert.Equal("granted to service-1", await setup.CauseAsync("GET", "/x", ("Authorization", "Bearer " + token)));
        setup.Time.Advance(TimeSpan.FromSeconds(49));
        Assert.Equal("granted to service-1", await setup.CauseAsync("GET", "/x", ("Authorization", "Bearer " + token)));
        setup.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("token.expired", await setup.CauseAsync("GET", "/x", ("Authorization", "Bearer " + token)));
    }

    [Theory]
    [InlineData("nobody", "right", "user.unknown")]
    [InlineData("alice", "wrong", "password.wrong")]
    [InlineData("off", "wrong", "password.wrong")]
    [InlineData("off", "right", "user.disabled")]
    [InlineData("shut", "right", "user.locked")]
    [InlineData("none", "right", "password.wrong")]
    [InlineData("late", "right", "password.expired")]
    [InlineData("a\u200bb", "right", "user.unknown")]
    [InlineData("", "", "user.unknown")]
    public async Task Every_password_costs_exactly_one_comparison(string name, string password, string cause)
    {
        var setup = new DecisionSetup { Routes = site => [site.Api("/**")] };
        setup.Directory.Put("off", user => user with { Disabled = true });
        setup.Directory.Put("shut", user => user with { Locked = true });
        setup.Directory.Put("none", user => user with { PasswordHash = null });
        setup.Directory.Put("late", user => user with { MustChangePassword = true });
        var refused = Assert.IsType<Denied>(
            await setup.DecideAsync("GET", "/x", ("Authorization", DecisionSetup.BasicOf(name, password)))
        );
        Assert.Equal(cause, refused.Cause.Id);
        Assert.Equal(1, setup.Passwords.Count);

        // Only who has given the right password is told more than any stranger is.
        Assert.Equal(
            cause is "user.disabled" or "user.locked" or "password.expired" ? cause : "credentials.rejected",
            refused.Told.Id
        );
    }
}
