using System.CommandLine;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Storage;
using Gatehouse.Storage.Journal;

namespace Gatehouse.Cli.Input;

/// <summary>The options <c>--data</c> and <c>--config</c> of commands that need the store.</summary>
internal sealed class StoreOptionsOnCommand
{
    private readonly Option<string?> _data = new("--data")
    {
        Description = "The data folder (default: ./data)",
        HelpName = "DIR",
    };
    private readonly Option<string?> _config = new("--config")
    {
        Description = "The configuration file, whose data folder is used",
        HelpName = "FILE",
    };

    public StoreOptionsOnCommand(Command command)
    {
        command.Options.Add(_data);
        command.Options.Add(_config);
    }

    /// <summary>The data folder that was asked for.</summary>
    public string Folder(ParseResult parsed)
    {
        if (parsed.GetValue(_data) is { } folder)
        {
            return Path.GetFullPath(folder);
        }

        return parsed.GetValue(_config) is { } file
            ? ConfigurationFiles.Read(file).DataDirectory
            : Path.GetFullPath("data");
    }

    /// <summary>Whether a store lies in the folder that was asked for, or was at least asked for by name.</summary>
    public bool IsAtHand(ParseResult parsed) =>
        parsed.GetValue(_data) is not null
        || parsed.GetValue(_config) is not null
        || File.Exists(Path.Combine(Folder(parsed), SqliteStore.FileName));

    /// <summary>Whether a configuration was named.</summary>
    public bool NamesConfiguration(ParseResult parsed) => parsed.GetValue(_config) is not null;

    /// <summary>The configuration that was named, or the embedded defaults.</summary>
    public GatehouseConfiguration Configuration(ParseResult parsed)
    {
        var configuration = parsed.GetValue(_config) is { } file
            ? ConfigurationFiles.Read(file)
            : GatehouseConfiguration.Sample(new Uri("http://127.0.0.1:3000"), [], parsed.GetValue(_data));
        return parsed.GetValue(_data) is { } folder
            ? configuration with
            {
                DataDirectory = Path.GetFullPath(folder),
            }
            : configuration;
    }

    public ValueTask<SqliteStore> OpenStoreAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        SqliteStore.OpenAsync(new StoreOptions { DataDirectory = Existing(Folder(parsed)) }, cancellationToken);

    /// <summary>The store, made where there is none yet: for commands that put the first thing into it.</summary>
    public ValueTask<SqliteStore> OpenOrCreateStoreAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        SqliteStore.OpenAsync(new StoreOptions { DataDirectory = Folder(parsed) }, cancellationToken);

    public ValueTask<SqliteJournal> OpenJournalAsync(ParseResult parsed, CancellationToken cancellationToken) =>
        SqliteJournal.OpenAsync(new JournalOptions { DataDirectory = Existing(Folder(parsed)) }, cancellationToken);

    private static string Existing(string folder) =>
        Directory.Exists(folder)
            ? folder
            : throw new CommandException(
                $"There is no data folder {folder}. Name it with --data, or start the server once."
            );
}
