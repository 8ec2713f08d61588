using System.Text;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Jose;

namespace Gatehouse.Client.Tests.Tokens;

public sealed class OwnedTokenTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-").FullName;
    private readonly SigningKey _key = SigningKey.CreateEs256();
    private KeeperTrial _trial = null!;

    private string TokenPath => Path.Combine(_folder, "token");

    public async ValueTask InitializeAsync() => _trial = await KeeperTrial.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _trial.DisposeAsync();
        _key.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task File_is_read_anew_when_its_token_was_refused_and_every_minute()
    {
        await File.WriteAllTextAsync(TokenPath, "first\n");
        var keeper = _trial.Keeper(options => options.File(TokenPath), atLab: false);
        var first = await keeper.GetAsync(default);
        Assert.Equal("first", first.Value);
        Assert.Null(await keeper.RenewAsync(first, default));
        await File.WriteAllTextAsync(TokenPath, "second\r\n");
        _trial.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal("second", (await keeper.RenewAsync(first, default))!.Value);
        await File.WriteAllTextAsync(TokenPath, "\uFEFFthird");
        _trial.Clock.Advance(TimeSpan.FromMinutes(1));
        await KeeperTrial.HoldsAsync(() => keeper.TryGet(out var token) && token.Value == "third");
    }

    [Fact]
    public async Task Token_whose_link_is_swapped_is_followed()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "a"), "first");
        await File.WriteAllTextAsync(Path.Combine(_folder, "b"), "second");
        File.CreateSymbolicLink(TokenPath, "a");
        var keeper = _trial.Keeper(options => options.File(TokenPath), atLab: false);
        Assert.Equal("first", (await keeper.GetAsync(default)).Value);
        File.CreateSymbolicLink(TokenPath + ".new", "b");
        File.Move(TokenPath + ".new", TokenPath, overwrite: true);
        _trial.Clock.Advance(TimeSpan.FromMinutes(1));
        await KeeperTrial.HoldsAsync(() => keeper.TryGet(out var token) && token.Value == "second");
    }

    [Fact]
    public async Task Token_goes_on_being_used_while_its_file_is_away()
    {
        await File.WriteAllTextAsync(TokenPath, Jwt(TimeSpan.FromHours(1)));
        var keeper = _trial.Keeper(options => options.File(TokenPath), atLab: false);
        await keeper.GetAsync(default);
        File.Delete(TokenPath);
        for (var minute = 0; minute < 59; minute++)
        {
            _trial.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.True(keeper.TryGet(out _));
        }

        _trial.Clock.Advance(TimeSpan.FromMinutes(2));
        var missing = await Assert.ThrowsAsync<ProviderUnavailableException>(() =>
            _trial.DriveAsync(keeper.GetAsync(default))
        );
        Assert.Contains("no such file", missing.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    public async Task Empty_file_may_be_filled_yet(string content)
    {
        await File.WriteAllTextAsync(TokenPath, content);
        var keeper = _trial.Keeper(options => options.File(TokenPath), atLab: false);
        await Assert.ThrowsAsync<ProviderUnavailableException>(() => _trial.DriveAsync(keeper.GetAsync(default)));
    }

    [Fact]
    public async Task File_of_something_else_is_no_token()
    {
        await File.WriteAllTextAsync(TokenPath, "user: alice\npassword: open-sesame\n");
        var keeper = _trial.Keeper(options => options.File(TokenPath), atLab: false);
        var refused = await Assert.ThrowsAsync<AuthenticationFailedException>(() => keeper.GetAsync(default).AsTask());
        Assert.Same(Causes.Credentials.Unreadable, refused.Cause);
        Assert.DoesNotContain("sesame", refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warning_comes_where_no_newer_token_is_in_the_file_and_none_where_there_is()
    {
        await File.WriteAllTextAsync(TokenPath, Jwt(TimeSpan.FromHours(1)));
        var keeper = _trial.Keeper(options => options.File(TokenPath), atLab: false);
        await keeper.GetAsync(default);
        _trial.Clock.Advance(TimeSpan.FromMinutes(50));
        await File.WriteAllTextAsync(TokenPath, Jwt(TimeSpan.FromHours(1)));
        // Just to the warning: further on, the time that a renewal may take could be over before it has begun to read.
        _trial.Clock.Advance(TimeSpan.FromMinutes(5));
        await KeeperTrial.HoldsAsync(() =>
            keeper.TryGet(out var token) && token.ExpiresAt > _trial.Clock.GetUtcNow().AddMinutes(30)
        );
        Assert.Empty(_trial.Warnings);
        var end = (await keeper.GetAsync(default)).ExpiresAt;
        _trial.Clock.Advance(TimeSpan.FromMinutes(50));
        await KeeperTrial.HoldsAsync(() => _trial.Warnings.Count > 0);
        var warning = Assert.Single(_trial.Warnings);
        Assert.Equal(("orders", end), (warning.Client, warning.EndsAt));
    }

    [Fact]
    public async Task Program_s_own_token_is_renewed_by_what_it_says_itself()
    {
        List<TokenRequest> asked = [];
        var keeper = _trial.Keeper(
            options =>
                options
                    .WithScopes("a")
                    .Delegate(
                        (request, _) =>
                        {
                            asked.Add(request);
                            return ValueTask.FromResult<AccessToken?>(new AccessToken(Jwt(TimeSpan.FromMinutes(10))));
                        }
                    ),
            atLab: false
        );
        var first = await keeper.GetAsync(default);
        Assert.Equal(_trial.Clock.GetUtcNow().AddMinutes(10), first.ExpiresAt);
        var second = await keeper.RenewAsync(first, default);
        Assert.Same(first, asked[1].Refused);
        Assert.Equal(["a"], asked[1].Scopes);
        Assert.NotNull(second);
    }

    [Fact]
    public async Task What_a_program_s_own_way_throws_is_told_as_the_inner_exception()
    {
        var keeper = _trial.Keeper(
            static options => options.Delegate((_, _) => throw new InvalidOperationException("The vault is sealed.")),
            atLab: false
        );
        var away = await Assert.ThrowsAsync<ProviderUnavailableException>(() =>
            _trial.DriveAsync(keeper.GetAsync(default))
        );
        Assert.IsType<InvalidOperationException>(away.InnerException);
    }

    private string Jwt(TimeSpan life) =>
        _key.Sign(
            "at+jwt",
            Encoding.ASCII.GetBytes($$"""{"exp":{{(_trial.Clock.GetUtcNow() + life).ToUnixTimeSeconds()}}}""")
        );
}
