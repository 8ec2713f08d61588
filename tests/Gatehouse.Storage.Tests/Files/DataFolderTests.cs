using Gatehouse.Storage.Files;
using Gatehouse.Storage.Journal;

namespace Gatehouse.Storage.Tests.Files;

public sealed class DataFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Folder_and_every_file_in_it_are_made_for_their_owner_alone()
    {
        await using (await OpenAsync())
        await using (await SqliteJournal.OpenAsync(new() { DataDirectory = _folder.Data }))
        {
            Assert.Equal("700", Mode(_folder.Data));
            var files = Directory.GetFiles(_folder.Data);
            Assert.True(files.Length >= 5);
            Assert.All(files, file => Assert.Equal("600", Mode(file)));
        }
    }

    [Theory]
    [InlineData("750")]
    [InlineData("701")]
    [InlineData("777")]
    public async Task Folder_that_others_may_enter_stops_the_start_and_says_how_to_mend_it(string mode)
    {
        await MakeAsync();
        SetMode(_folder.Data, mode);
        var fault = await Assert.ThrowsAsync<DataFolderException>(OpenAsync);
        Assert.Contains($"{_folder.Data} has mode 0{mode}", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"chmod 0700 {_folder.Data}", fault.Message, StringComparison.Ordinal);
        SetMode(_folder.Data, "700");
        await MakeAsync();
    }

    [Theory]
    [InlineData("gatehouse.db")]
    [InlineData("revocation.word")]
    [InlineData("notes")]
    public async Task File_that_others_may_read_stops_the_start_and_says_how_to_mend_it(string name)
    {
        await MakeAsync();
        var file = Path.Combine(_folder.Data, name);
        await File.AppendAllTextAsync(file, "");
        SetMode(file, "640");
        var fault = await Assert.ThrowsAsync<DataFolderException>(OpenAsync);
        Assert.Contains($"{file} has mode 0640", fault.Message, StringComparison.Ordinal);
        Assert.Contains($"chmod 0600 {file}", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_where_the_folder_is_due_is_named()
    {
        await File.WriteAllTextAsync(_folder.Data, "");
        var fault = await Assert.ThrowsAsync<DataFolderException>(OpenAsync);
        Assert.Equal($"{_folder.Data} is a file, but the data folder is due there.", fault.Message);
    }

    [Fact]
    public async Task Folder_of_another_owner_is_refused()
    {
        await MakeAsync();
        if (!Shell.Run("chown", "12345", _folder.Data))
        {
            Assert.Skip("Only root can give a folder away.");
        }

        var fault = await Assert.ThrowsAsync<DataFolderException>(OpenAsync);
        Assert.Contains("belongs to another user", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task File_of_another_owner_is_refused()
    {
        await MakeAsync();
        if (!Shell.Run("chown", "12345", Path.Combine(_folder.Data, "gatehouse.db")))
        {
            Assert.Skip("Only root can give a file away.");
        }

        var fault = await Assert.ThrowsAsync<DataFolderException>(OpenAsync);
        Assert.Contains("gatehouse.db belongs to another user", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Folder_on_a_read_only_disk_is_refused_with_its_name()
    {
        await MakeAsync();
        if (!Shell.Run("mount", "--bind", "-o", "ro", _folder.Data, _folder.Data))
        {
            Assert.Skip("Only root can mount.");
        }

        try
        {
            var fault = await Assert.ThrowsAsync<DataFolderException>(OpenAsync);
            Assert.Contains($"The data folder {_folder.Data} cannot be used", fault.Message, StringComparison.Ordinal);
            Assert.Contains("ead-only", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            Shell.Run("umount", _folder.Data);
        }
    }

    private async Task MakeAsync() => await (await OpenAsync()).DisposeAsync();

    private async Task<SqliteStore> OpenAsync() =>
        await SqliteStore.OpenAsync(new StoreOptions { DataDirectory = _folder.Data });

    private static string Mode(string path) => Convert.ToString((int)File.GetUnixFileMode(path), 8);

    private static void SetMode(string path, string octal) =>
        File.SetUnixFileMode(path, (UnixFileMode)Convert.ToInt32(octal, 8));
}
