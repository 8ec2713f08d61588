using System.Globalization;
using System.Net;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Keyring;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Decisions.Secrets;
using Gatehouse.Decisions.Users;
using Gatehouse.Protocol.Causes;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests.SecondFactor;

public sealed class SecondFactorJudgeTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 2, 15, 7, TimeSpan.Zero);
    private static readonly UserRecord Alice = new()
    {
        Id = 1,
        Name = "alice",
        Roles = [],
        Epoch = 1,
        CreatedAt = Now,
    };

    private readonly InMemorySecondFactors _factors = new();
    private readonly OneTimeCodes _device = new();
    private readonly IReadOnlyList<string> _recovery = RecoveryCodes.Create();
    private readonly ManualTimeProvider _time = new(Now);
    private GuessGuard _guesses = null!;
    private SecondFactorJudge _judge = null!;

    public async ValueTask InitializeAsync()
    {
        _guesses = await GuessGuard.StartAsync(
            new GuessOptions
            {
                Store = new InMemoryGuesses(),
                Devices = new InMemoryGuesses(),
                Time = _time,
            },
            CancellationToken.None
        );
        _judge = new(_factors, SealWith(7), _guesses);
        await _factors.AddSecondFactorAsync(
            new(
                Alice.Id,
                _judge.Close(_device, Alice.Id),
                OneTimeCodes.StepOf(Now) - 10,
                [.. _recovery.Select(code => RecoveryCodes.Hash(code.Replace("-", "", StringComparison.Ordinal)))]
            ),
            butSession: null,
            CancellationToken.None
        );
    }

    public ValueTask DisposeAsync() => _guesses.DisposeAsync();

    [Theory]
    [InlineData(-2, "the code of about 60 s ago: the clock of the device is behind ours")]
    [InlineData(-1, null)]
    [InlineData(0, null)]
    [InlineData(1, null)]
    [InlineData(2, "the code of about 60 s from now: the clock of the device is ahead of ours")]
    [InlineData(3, "the code of about 90 s from now: the clock of the device is ahead of ours")]
    [InlineData(-20, "the code of about 600 s ago: the clock of the device is behind ours")]
    [InlineData(-21, "not the code of any time within ten minutes")]
    public async Task Clock_of_a_device_may_be_one_step_off_and_the_operator_learns_of_more(
        int steps,
        string? problem
    ) => Assert.Equal(problem, await ProblemAsync(CodeAt(steps)));

    [Fact]
    public async Task Code_is_good_once_and_so_is_every_earlier_one()
    {
        Assert.Null(await ProblemAsync(CodeAt(0)));
        Assert.Equal("the code was used before", await ProblemAsync(CodeAt(0)));
        Assert.Equal("the code was used before", await ProblemAsync(CodeAt(-1)));
        Assert.Null(await ProblemAsync(CodeAt(1)));
    }

    [Fact]
    public async Task Of_many_at_once_with_one_code_exactly_one_gets_in()
    {
        var judged = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => ProblemAsync(CodeAt(0)))));
        Assert.Single(judged, problem => problem is null);
    }

    [Fact]
    public async Task Recovery_code_is_good_once_however_it_is_written()
    {
        Assert.Null(await ProblemAsync(_recovery[0]));
        Assert.Equal("no recovery code of the user's, or one that was used", await ProblemAsync(_recovery[0]));
        Assert.Null(await ProblemAsync(" " + _recovery[1].Replace('-', ' ') + "\u00A0"));
        Assert.Null(await ProblemAsync(_recovery[2].Replace("-", "", StringComparison.Ordinal)));
        Assert.Equal(7, (await _factors.FindSecondFactorAsync(Alice.Id, CancellationToken.None))!.RecoveryCodes);
    }

    [Fact]
    public async Task Code_may_be_written_in_groups() =>
        Assert.Null(await ProblemAsync($" {CodeAt(0)[..3]} {CodeAt(0)[3..]} "));

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("12345")]
    [InlineData("1234567")]
    [InlineData("aaaaaaaaaaaaaaaaaaaa")]
    [InlineData("١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨٩٠")]
    [InlineData("１２３４５６７８９０１２３４５６７８９０")]
    [InlineData("00000000000000000000'--")]
    public async Task What_is_no_code_is_told_so(string text) =>
        Assert.Equal("neither the six digits of a code nor the twenty of a recovery code", await ProblemAsync(text));

    [Fact]
    public async Task After_five_wrong_codes_not_even_the_right_one_is_judged_for_a_while()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.StartsWith("neither", await ProblemAsync("wrong"));
        }

        Assert.Equal(30, await HeldForAsync(CodeAt(0)));
        Assert.Equal(30, await HeldForAsync(_recovery[0]));
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, await HeldForAsync(CodeAt(0)));
        _time.Advance(TimeSpan.FromSeconds(1));
        var later = _time.GetUtcNow();
        Assert.Null(await ProblemAsync(_device.At(OneTimeCodes.StepOf(later)), later));
        Assert.StartsWith("neither", await ProblemAsync("wrong"));
    }

    [Fact]
    public async Task Right_codes_are_not_counted()
    {
        for (var i = 0; i < 8; i++)
        {
            Assert.Null(await ProblemAsync(_recovery[i]));
        }
    }

    [Fact]
    public async Task Wrong_codes_of_one_user_shut_out_no_other()
    {
        for (var i = 0; i < 9; i++)
        {
            await JudgeAsync("wrong");
        }

        var bob = Alice with { Id = 2, Name = "bob" };
        var factor = (await _factors.FindSecondFactorAsync(Alice.Id, CancellationToken.None))!;
        var judged = await _judge.JudgeAsync(bob, factor, "wrong", FactsAt(Now), CancellationToken.None);
        Assert.Equal(Causes.Mfa.Wrong, Assert.IsType<Failed>(judged).Cause);
    }

    [Fact]
    public async Task Clock_that_was_set_back_is_told_to_the_operator()
    {
        Assert.Null(await ProblemAsync(CodeAt(0)));
        var before = Now - TimeSpan.FromMinutes(5);
        Assert.Equal(
            "a code of a later time was used before: the clock of this server was set back, or ran ahead",
            await ProblemAsync(_device.At(OneTimeCodes.StepOf(before)), before)
        );
    }

    [Fact]
    public async Task Secret_of_another_user_or_of_another_site_opens_nothing()
    {
        var factor = (await _factors.FindSecondFactorAsync(Alice.Id, CancellationToken.None))!;
        var bob = Alice with { Id = 2, Name = "bob" };
        var other = new SecondFactorJudge(_factors, SealWith(8), _guesses);
        foreach (
            var judged in (Finding?[])
                [
                    await _judge.JudgeAsync(bob, factor, CodeAt(0), FactsAt(Now), CancellationToken.None),
                    await other.JudgeAsync(Alice, factor, CodeAt(0), FactsAt(Now), CancellationToken.None),
                ]
        )
        {
            Assert.Equal(Causes.Server.Error, Assert.IsType<Unanswerable>(judged).Cause);
        }
    }

    private static Seal SealWith(byte content) =>
        new([new SiteKey(1, KeyPurpose.Cookie, Enumerable.Repeat(content, 32).ToArray(), DateTimeOffset.UnixEpoch)]);

    private string CodeAt(int steps) => _device.At(OneTimeCodes.StepOf(Now) + steps);

    private static RequestFacts FactsAt(DateTimeOffset now) =>
        new()
        {
            Method = "POST",
            Target = "/",
            Path = CanonicalPath.Read("/"),
            Host = "site.example",
            Headers = new HeaderLineList([]),
            Peer = IPAddress.Loopback,
            Client = IPAddress.Parse("198.51.100.7"),
            ReceivedAt = now,
        };

    private async Task<Finding?> JudgeAsync(string given, DateTimeOffset? now = null) =>
        await _judge.JudgeAsync(
            Alice,
            (await _factors.FindSecondFactorAsync(Alice.Id, CancellationToken.None))!,
            given,
            FactsAt(now ?? Now),
            CancellationToken.None
        );

    private async Task<int> HeldForAsync(string given)
    {
        var failed = Assert.IsType<Failed>(await JudgeAsync(given));
        Assert.Equal(Causes.Credentials.Throttled, failed.Cause);
        return int.Parse(Assert.Single(failed.Evidence).Value, CultureInfo.InvariantCulture);
    }

    private async Task<string?> ProblemAsync(string given, DateTimeOffset? now = null)
    {
        var finding = await JudgeAsync(given, now);
        if (finding is null)
        {
            return null;
        }

        var failed = Assert.IsType<Failed>(finding);
        Assert.Equal(Causes.Mfa.Wrong, failed.Cause);
        Assert.All(failed.Evidence, piece => Assert.Equal(Disclosure.Operator, piece.SeenBy));
        return failed.Evidence.Single(piece => piece.Name == "problem").Value;
    }
}
