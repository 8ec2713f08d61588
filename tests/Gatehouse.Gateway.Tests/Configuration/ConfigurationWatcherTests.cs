using Gatehouse.Gateway.Configuration;
using Gatehouse.TestKit;

namespace Gatehouse.Gateway.Tests.Configuration;

public sealed class ConfigurationWatcherTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-watch-").FullName;
    private readonly ManualTimeProvider _time = new();
    private readonly List<ConfigurationResult> _results = [];

    private string File => Path.Combine(_folder, "gatehouse.yaml");

    [Fact]
    public void A_saved_file_is_read_again_once_it_rests()
    {
        using var watcher = Watch("realm: First\n");

        Write("realm: Second one\n");
        Settle();

        Assert.Equal("Second one", Assert.Single(_results).Configuration!.Realm);
    }

    [Fact]
    public void A_saved_file_is_read_though_the_file_beside_it_never_rests()
    {
        using var watcher = Watch("realm: First\n");

        Write("realm: Second one\n");
        for (var i = 0; i < 30; i++)
        {
            watcher.Soon();
            _time.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.Equal("Second one", Assert.Single(_results).Configuration!.Realm);
    }

    [Fact]
    public void A_file_that_stays_as_it_is_is_not()
    {
        using var watcher = Watch("realm: First\n");

        Settle();
        Write("realm: First\n");
        Settle();

        Assert.Empty(_results);
    }

    [Fact]
    public void A_file_that_ends_in_the_middle_of_a_line_is_half_written_until_it_is_whole()
    {
        using var watcher = Watch("realm: First\n");

        Write("realm: Sec");
        Settle();
        Write("realm: Second\n");
        Settle();

        var problem = Assert.Single(_results[0].Problems);
        Assert.Equal(("file-cut", 1), (problem.Id, problem.Line));
        Assert.Equal("Second", _results[1].Configuration!.Realm);
    }

    [Fact]
    public void A_file_without_a_last_line_end_is_taken_on_demand_and_from_then_on()
    {
        using var watcher = Watch("realm: First\n");

        Write("realm: Second");
        Assert.Equal("Second", watcher.Reload().Configuration!.Realm);
        Write("realm: Third");
        Settle();

        Assert.Equal("Third", _results[^1].Configuration!.Realm);
    }

    [Fact]
    public void A_file_put_in_place_by_a_rename_is_a_change()
    {
        using var watcher = Watch("realm: First\n");

        System.IO.File.WriteAllText(File + "~", "realm: Renamed\n");
        System.IO.File.Move(File + "~", File, overwrite: true);
        Settle();

        Assert.Equal("Renamed", Assert.Single(_results).Configuration!.Realm);
    }

    [Fact]
    public void A_mounted_volume_swapped_by_its_folders_link_is_a_change()
    {
        // As Kubernetes does: gatehouse.yaml -> ..data/gatehouse.yaml, ..data -> a folder for each version.
        foreach (var version in (string[])["one", "two"])
        {
            Directory.CreateDirectory(Path.Combine(_folder, version));
            System.IO.File.WriteAllText(Path.Combine(_folder, version, "gatehouse.yaml"), $"realm: {version}\n");
        }

        // Versions are of different times, which those of a fast machine need not be.
        System.IO.File.SetLastWriteTimeUtc(Path.Combine(_folder, "one", "gatehouse.yaml"), DateTime.UnixEpoch);
        var data = Path.Combine(_folder, "..data");
        System.IO.File.CreateSymbolicLink(data, "one");
        System.IO.File.CreateSymbolicLink(File, Path.Combine("..data", "gatehouse.yaml"));
        using var watcher = new ConfigurationWatcher(File, _time, Note);

        System.IO.File.Delete(data);
        System.IO.File.CreateSymbolicLink(data, "two");
        Settle();

        Assert.Equal("two", Assert.Single(_results).Configuration!.Realm);
    }

    [Theory]
    [InlineData("", "file-empty")]
    [InlineData("realm: First\nroutes: [{ path\n", "yaml-unreadable")]
    [InlineData("realm: ''\n", "text-invalid")]
    public void A_bad_file_is_handed_on_with_its_problems_and_the_next_good_one_too(string bad, string id)
    {
        using var watcher = Watch("realm: First\n");

        Write(bad);
        Settle();
        Write("realm: Mended\n");
        Settle();

        Assert.Equal(2, _results.Count);
        Assert.Null(_results[0].Configuration);
        Assert.Contains(_results[0].Problems, problem => problem.Id == id);
        Assert.Equal("Mended", _results[1].Configuration!.Realm);
    }

    [Fact]
    public void A_file_that_is_gone_is_told_and_found_again()
    {
        using var watcher = Watch("realm: First\n");

        System.IO.File.Delete(File);
        Settle();
        Write("realm: Again\n");
        Settle();

        Assert.Equal("file-not-found", Assert.Single(_results[0].Problems).Id);
        Assert.Equal("Again", _results[1].Configuration!.Realm);
    }

    [Fact]
    public void A_new_target_of_a_link_is_a_change()
    {
        var one = Path.Combine(_folder, "one");
        var two = Path.Combine(_folder, "two");
        System.IO.File.WriteAllText(one, "realm: One\n");
        System.IO.File.WriteAllText(two, "realm: Two\n");
        System.IO.File.CreateSymbolicLink(File, one);
        using var watcher = new ConfigurationWatcher(File, _time, Note);

        System.IO.File.Delete(File);
        System.IO.File.CreateSymbolicLink(File, two);
        Settle();

        Assert.Equal("Two", Assert.Single(_results).Configuration!.Realm);
    }

    [Fact]
    public void A_reload_on_demand_reads_secrets_again_though_the_file_is_the_same()
    {
        string? secret = null;
        Write("providers: { p: { type: oidc, issuer: 'https://a', client-id: x, client-secret: { env: S } } }\n");
        using var watcher = new ConfigurationWatcher(File, _time, Note, new SecretResolver(_ => secret));
        secret = "there";

        var result = watcher.Reload();

        Assert.Same(result, Assert.Single(_results));
        Assert.False(result.Configuration!.Providers["p"].IsClosed);
    }

    [Fact]
    public void After_its_end_nothing_is_handed_on()
    {
        var watcher = Watch("realm: First\n");
        Write("realm: Second one\n");

        watcher.Dispose();
        Settle();

        Assert.Empty(_results);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_no_exception()
    {
        using ConfigurationWatcher watcher = new(Path.Combine(_folder, "no", "such.yaml"), _time, Note);

        Assert.Equal("file-not-found", Assert.Single(watcher.Reload().Problems).Id);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ConfigurationWatcher Watch(string yaml)
    {
        Write(yaml);
        return new ConfigurationWatcher(File, _time, Note);
    }

    private void Note(ConfigurationResult result, bool asked) => _results.Add(result);

    private void Write(string yaml) => System.IO.File.WriteAllText(File, yaml);

    // An event of the real file system that comes meanwhile moves the reading on; there are a few of one change.
    private void Settle()
    {
        for (var i = 0; i < 5; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(3));
        }
    }
}
