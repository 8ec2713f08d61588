using Gatehouse.Decisions.Providers;

namespace Gatehouse.Providers.Tests;

public sealed class KeySetFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("gatehouse-keys-");

    private string KeySetPath => Path.Combine(_folder.FullName, "jwks.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Keys_are_read_from_a_file_at_the_start()
    {
        await File.WriteAllTextAsync(KeySetPath, TestKey.Set(new TestKey("a")));
        await using ProviderUnderTest provider = new(Options());

        Assert.Single((await provider.FindAsync("a")).Candidates);
        Assert.Null(provider.Provider.ClockAheadSeconds);
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_fault()
    {
        await File.WriteAllTextAsync(KeySetPath, "\uFEFF" + TestKey.Set(new TestKey("a")));
        await using ProviderUnderTest provider = new(Options());

        Assert.Single((await provider.FindAsync("a")).Candidates);
    }

    [Fact]
    public async Task A_changed_file_is_read_again_within_a_second()
    {
        await File.WriteAllTextAsync(KeySetPath, TestKey.Set(new TestKey("a")));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(Options());
        await File.WriteAllTextAsync(KeySetPath, TestKey.Set(new TestKey("a"), new TestKey("b")));
        await provider.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(2, provider.Health.KeysKnown);
    }

    [Fact]
    public async Task An_unknown_kid_finds_a_file_that_was_replaced_unnoticed()
    {
        await File.WriteAllTextAsync(KeySetPath, TestKey.Set(new TestKey("a")));
        DateTime changed = File.GetLastWriteTimeUtc(KeySetPath);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(Options());
        await File.WriteAllTextAsync(KeySetPath, TestKey.Set(new TestKey("b")));
        File.SetLastWriteTimeUtc(KeySetPath, changed);
        await provider.PassAsync(TimeSpan.FromSeconds(1));
        Assert.True(provider.FindAsync("a").IsCompletedSuccessfully);

        Assert.Single((await provider.FindAsync("b")).Candidates);
    }

    [Fact]
    public async Task A_missing_file_is_a_misconfiguration_until_it_is_there()
    {
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(Options());
        ProviderKeys keys = await provider.FindAsync("a");
        Assert.Equal(ProviderState.Misconfigured, keys.State);
        Assert.Equal($"The key set file {QuotedText.Of(KeySetPath)} does not exist.", keys.Detail);

        await File.WriteAllTextAsync(KeySetPath, TestKey.Set(new TestKey("a")));
        await provider.PassAsync(TimeSpan.FromSeconds(1));
        Assert.Single((await provider.FindAsync("a")).Candidates);
    }

    [Fact]
    public async Task A_folder_in_the_file_s_place_is_a_misconfiguration()
    {
        Directory.CreateDirectory(KeySetPath);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(Options());

        Assert.Equal(ProviderState.Misconfigured, (await provider.FindAsync("a")).State);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"keys":[{"kty":"EC",""")]
    public async Task A_bad_later_version_keeps_the_old_keys_and_is_told_once(string later)
    {
        await File.WriteAllTextAsync(KeySetPath, TestKey.Set(new TestKey("a")));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(Options());
        await File.WriteAllTextAsync(KeySetPath, later);
        await provider.PassAsync(TimeSpan.FromSeconds(1));
        await provider.PassAsync(TimeSpan.FromSeconds(1));
        await provider.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Single((await provider.FindAsync("a")).Candidates);
        Assert.Contains("is no key set", provider.Health.Failure, StringComparison.Ordinal);
        Assert.Equal([ProviderEventKind.KeysChanged, ProviderEventKind.FetchFailed], provider.Told);
    }

    [Fact]
    public async Task Keys_of_a_file_that_was_removed_stay_in_use()
    {
        await File.WriteAllTextAsync(KeySetPath, TestKey.Set(new TestKey("a")));
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(Options());
        File.Delete(KeySetPath);
        for (int second = 0; second < 3; second++)
        {
            await provider.PassAsync(TimeSpan.FromSeconds(1));
        }

        Assert.Single((await provider.FindAsync("a")).Candidates);
        Assert.NotNull(provider.Health.Failure);
    }

    [Fact]
    public async Task A_file_behind_a_link_is_noticed_when_the_link_moves()
    {
        string first = Path.Combine(_folder.FullName, "first");
        string second = Path.Combine(_folder.FullName, "second");
        await File.WriteAllTextAsync(first, TestKey.Set(new TestKey("a")));
        await File.WriteAllTextAsync(second, TestKey.Set(new TestKey("b"), new TestKey("c")));
        File.CreateSymbolicLink(KeySetPath, first);
        await using ProviderUnderTest provider = await ProviderUnderTest.StartedAsync(Options());
        File.Delete(KeySetPath);
        File.CreateSymbolicLink(KeySetPath, second);
        await provider.PassAsync(TimeSpan.FromSeconds(1));

        Assert.Equal(2, provider.Health.KeysKnown);
    }

    private JwtProviderOptions Options() =>
        new()
        {
            Name = "machine",
            Issuer = "any text at all",
            KeySetFile = KeySetPath,
        };
}
