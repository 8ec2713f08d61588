using System.Security.Cryptography;
using System.Text;
using Gatehouse.Client.Tokens;
using Gatehouse.Client.Tokens.Sharing;
using Gatehouse.Lab.Provider;
using Gatehouse.TestKit;
using Microsoft.Extensions.Logging.Abstractions;
using LabServer = Gatehouse.Lab.Lab;

namespace Gatehouse.Client.Tests.Tokens;

public sealed class SharingTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-").FullName;
    private KeeperTrial _trial = null!;

    private string SharedPath => Path.Combine(_folder, "tokens.json");

    public async ValueTask InitializeAsync() => _trial = await KeeperTrial.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _trial.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("file")]
    [InlineData("cache")]
    public async Task Two_processes_that_share_make_one_renewal(string kind)
    {
        await using var lab = await LabServer.StartAsync();
        lab.Provider.Outage(
            new ProviderOutage(OutageKind.Slow) { Delay = TimeSpan.FromMilliseconds(200) },
            ProviderEndpoint.Token
        );
        var endpoint = lab.Provider.AddressOf(ProviderEndpoint.Token);
        var place = kind == "file" ? SharedPath : _folder;
        var said = new[] { Path.Combine(_folder, "said-1"), Path.Combine(_folder, "said-2") };
        using var one = SharingProcess.Start(endpoint, kind, place, said[0]);
        using var two = SharingProcess.Start(endpoint, kind, place, said[1]);
        using var here = SharingProcess.Keeper(endpoint, kind, place);
        await Task.WhenAll(EndAsync(one), EndAsync(two));
        var token = await here.GetAsync(default);
        Assert.Single(lab.Provider.Requests, static request => request.Endpoint == ProviderEndpoint.Token);
        Assert.All(said, path => Assert.Equal(SharingProcess.Name(token), File.ReadAllText(path)));
    }

    [Fact]
    public async Task Process_that_dies_while_it_renews_keeps_nobody_waiting()
    {
        await using var lab = await LabServer.StartAsync();
        lab.Provider.Outage(endpoint: ProviderEndpoint.Token, kind: OutageKind.Hang, times: 1);
        var endpoint = lab.Provider.AddressOf(ProviderEndpoint.Token);
        using var dying = SharingProcess.Start(endpoint, "file", SharedPath, Path.Combine(_folder, "said"));
        using var here = SharingProcess.Keeper(endpoint, "file", SharedPath);
        await KeeperTrial.HoldsAsync(() => lab.Provider.Requests.Any(static r => r.Endpoint == ProviderEndpoint.Token));
        var waiting = here.GetAsync(default).AsTask();
        dying.Kill(entireProcessTree: true);
        Assert.NotNull(await waiting);
        await dying.WaitForExitAsync();
    }

    [Fact]
    public async Task File_is_its_owner_s_alone_and_holds_what_others_may_adopt()
    {
        var one = Sharing(static (options, path) => options.ShareInFile(path));
        var two = Sharing(static (options, path) => options.ShareInFile(path));
        var token = await one.GetAsync(default);
        Assert.Equal(token.Value, (await two.GetAsync(default)).Value);
        Assert.Single(_trial.Asked);
        Assert.Equal(
            ["tokens.json", "tokens.json.lock"],
            Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );
        if (!OperatingSystem.IsWindows())
        {
            Assert.All(
                Directory.GetFiles(_folder),
                static path =>
                    Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, new FileInfo(path).UnixFileMode)
            );
        }
    }

    [Fact]
    public async Task Renewal_of_one_serves_the_other_once_its_own_is_due_or_refused()
    {
        var one = Sharing(static (options, path) => options.ShareInFile(path));
        var two = Sharing(static (options, path) => options.ShareInFile(path));
        var first = await one.GetAsync(default);
        await two.GetAsync(default);
        var second = await one.RenewAsync(first, default);
        Assert.Equal(second!.Value, (await two.RenewAsync(first, default))!.Value);
        Assert.Equal(2, _trial.Asked.Count);
        _trial.Clock.Advance(TimeSpan.FromMinutes(10));
        var third = await one.GetAsync(default);
        Assert.Equal(third.Value, (await two.GetAsync(default)).Value);
        Assert.Equal(3, _trial.Asked.Count);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"tokens\":7}")]
    [InlineData("\0\0\0\0")]
    public async Task Damaged_file_counts_as_an_empty_one_and_is_replaced(string content)
    {
        await File.WriteAllTextAsync(SharedPath, content);
        await Sharing(static (options, path) => options.ShareInFile(path)).GetAsync(default);
        await Sharing(static (options, path) => options.ShareInFile(path)).GetAsync(default);
        Assert.Single(_trial.Asked);
    }

    [Fact]
    public async Task Folder_that_is_not_there_costs_sharing_and_no_token()
    {
        var keeper = Sharing((options, _) => options.ShareInFile(Path.Combine(_folder, "missing", "tokens.json")));
        Assert.NotNull(await keeper.GetAsync(default));
    }

    // Nothing but a lock that somebody holds is waited for: no clock moves here.
    [Fact]
    public async Task Lock_that_cannot_be_had_for_any_other_reason_costs_sharing_and_no_token()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege on Windows.");
        File.CreateSymbolicLink(SharedPath + ".lock", SharedPath + ".lock");
        var failure = Record.Exception(() => File.ReadAllText(SharedPath + ".lock"));
        Assert.Equal(typeof(IOException), failure?.GetType());
        var keeper = Sharing(static (options, path) => options.ShareInFile(path));
        Assert.NotNull(await keeper.GetAsync(default).AsTask().WaitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, _trial.Clock.WaitingTimers);
    }

    [Fact]
    public async Task Lock_that_somebody_holds_is_waited_for()
    {
        var clock = new ManualTimeProvider();
        var one = new TokenFile(SharedPath, "x", clock, NullLogger.Instance);
        var two = new TokenFile(SharedPath, "x", clock, NullLogger.Instance);
        var first = await one.LeaseAsync(default);
        var second = two.LeaseAsync(default).AsTask();
        await KeeperTrial.HoldsAsync(() => clock.WaitingTimers > 0);
        Assert.False(second.IsCompleted);
        await first!.DisposeAsync();
        await DriveAsync(clock, second);
        await using var held = await second;
        Assert.NotNull(held);
    }

    [Fact]
    public async Task Token_of_centuries_is_left_in_a_cache_for_as_long_as_caches_count()
    {
        var cache = new FolderCache(_folder);
        var tokens = new DistributedTokens(cache, "x", [], TimeSpan.FromSeconds(30), _trial.Clock, NullLogger.Instance);
        await tokens.WriteAsync(
            new SharedToken
            {
                Token = new AccessToken("abc", DateTimeOffset.MaxValue),
                GotAt = _trial.Clock.GetUtcNow(),
                Asked = [],
            },
            default
        );
        Assert.Equal(TimeSpan.FromDays(30), cache.LastLife);
        Assert.NotNull(await tokens.ReadAsync(default));
    }

    [Fact]
    public async Task Programs_that_ask_for_something_else_share_nothing()
    {
        await Sharing(static (options, path) => options.ShareInFile(path)).GetAsync(default);
        await Sharing(static (options, path) => options.ShareInFile(path).WithScopes("more")).GetAsync(default);
        Assert.Equal(2, _trial.Asked.Count);
    }

    [Fact]
    public async Task Session_of_a_person_goes_on_in_another_process_with_the_refresh_token_that_is_good()
    {
        var refreshToken = _trial.Provider.Mint(
            new TokenOrder
            {
                Kind = TokenKind.Refresh,
                Subject = "alice",
                ClientId = KeeperTrial.ClientId,
            }
        );
        ITokenKeeper[] keepers = [Session(refreshToken), Session(refreshToken), Session(refreshToken)];
        for (var turn = 0; turn < 9; turn++)
        {
            Assert.NotNull(await keepers[turn % 3].GetAsync(default));
            _trial.Clock.Advance(TimeSpan.FromMinutes(10));
        }

        Assert.Equal(9, _trial.Asked.Count);
    }

    [Fact]
    public async Task Cache_holds_nothing_that_can_be_read_without_the_key()
    {
        var key = SHA256.HashData("a key"u8);
        var cache = new FolderCache(_folder);
        var token = await _trial.DriveAsync(
            Sharing((options, _) => options.ShareThrough(cache, key)).GetAsync(default)
        );
        var other = await _trial.DriveAsync(
            Sharing((options, _) => options.ShareThrough(cache, key)).GetAsync(default)
        );
        Assert.Equal(token.Value, other.Value);
        Assert.Single(_trial.Asked);
        var stored = Encoding.Latin1.GetString(File.ReadAllBytes(Assert.Single(Directory.GetFiles(_folder))));
        Assert.DoesNotContain(token.Value, stored, StringComparison.Ordinal);
        Assert.DoesNotContain("access_token", stored, StringComparison.Ordinal);

        var stranger = await _trial.DriveAsync(
            Sharing((options, _) => options.ShareThrough(cache, SHA256.HashData("another"u8))).GetAsync(default)
        );
        Assert.NotEqual(token.Value, stranger.Value);
    }

    [Fact]
    public async Task Cache_that_is_away_costs_renewals_and_nothing_else()
    {
        var cache = new FolderCache(_folder) { IsAway = true };
        Assert.NotNull(await _trial.DriveAsync(Sharing((options, _) => options.ShareThrough(cache)).GetAsync(default)));
    }

    [Fact]
    public void Sealed_value_is_opened_under_its_own_name_alone()
    {
        var key = RandomNumberGenerator.GetBytes(32);
        var value = new SealedText(key, "one").Seal("secret"u8);
        Assert.Equal("secret"u8.ToArray(), new SealedText(key, "one").Open(value));
        Assert.Null(new SealedText(key, "two").Open(value));
        Assert.Null(new SealedText(RandomNumberGenerator.GetBytes(32), "one").Open(value));
        for (var at = 0; at < value.Length; at++)
        {
            var spoilt = value.ToArray();
            spoilt[at] ^= 1;
            Assert.Null(new SealedText(key, "one").Open(spoilt));
        }

        Assert.Null(new SealedText(key, "one").Open([]));
        Assert.Throws<ArgumentException>(() => new BearerOptions().ShareThrough(new FolderCache(_folder), new byte[7]));
    }

    [Fact]
    public async Task Lease_of_a_cache_is_one_process_s_at_a_time()
    {
        var clock = new ManualTimeProvider();
        var cache = new FolderCache(_folder);
        var one = new DistributedTokens(cache, "x", [], TimeSpan.FromSeconds(30), clock, NullLogger.Instance);
        var two = new DistributedTokens(cache, "x", [], TimeSpan.FromSeconds(30), clock, NullLogger.Instance);
        var first = one.LeaseAsync(default).AsTask();
        await DriveAsync(clock, first);
        var second = two.LeaseAsync(default).AsTask();
        for (var times = 0; times < 10; times++)
        {
            await KeeperTrial.HoldsAsync(() => clock.UntilNextTimer < TimeSpan.FromSeconds(1));
            clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.False(second.IsCompleted);
        await (await first)!.DisposeAsync();
        await DriveAsync(clock, second);
        Assert.NotNull(await second);
    }

    [Fact]
    public void Persons_and_bound_tokens_are_not_shared_by_accident()
    {
        Assert.Throws<InvalidOperationException>(() =>
            Sharing(static (options, path) => options.ShareInFile(path), static options => options.File("/token"))
        );
        Assert.Throws<InvalidOperationException>(() =>
            Sharing(
                static (options, path) => options.ShareInFile(path),
                static options => options.RefreshToken(ClientIdentity.Public("lab"), new KeptRefreshToken("x"))
            )
        );
    }

    private static Task DriveAsync(ManualTimeProvider clock, Task task) =>
        KeeperTrial.HoldsAsync(() =>
        {
            if (clock.UntilNextTimer is { } next && next < TimeSpan.FromSeconds(1))
            {
                clock.Advance(next);
            }

            return task.IsCompleted;
        });

    private static async Task EndAsync(System.Diagnostics.Process process)
    {
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, said);
    }

    private ITokenKeeper Session(string refreshToken) =>
        Sharing(
            static (options, path) => options.ShareInFile(path),
            options =>
                options.RefreshToken(
                    ClientIdentity.WithSecret(KeeperTrial.ClientId, KeeperTrial.ClientSecret),
                    refreshToken
                )
        );

    private ITokenKeeper Sharing(Action<BearerOptions, string> share, Action<BearerOptions>? way = null) =>
        _trial.Keeper(options =>
        {
            (way ?? (static o => o.ClientCredentials(KeeperTrial.ClientId, KeeperTrial.ClientSecret)))(options);
            share(options, SharedPath);
        });
}
