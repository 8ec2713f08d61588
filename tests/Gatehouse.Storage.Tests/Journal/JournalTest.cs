using System.Net;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.References;
using Gatehouse.Protocol.Causes;
using Gatehouse.Storage.Journal;
using Gatehouse.TestKit;

namespace Gatehouse.Storage.Tests.Journal;

/// <summary>A journal in a temporary folder under a clock that the test moves.</summary>
public abstract class JournalTest : IAsyncLifetime
{
    private uint _references;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected static IPAddress Client { get; } = IPAddress.Parse("192.0.2.7");

    protected TemporaryFolder Folder { get; } = new();

    protected ManualTimeProvider Time { get; } = new();

    protected SqliteJournal Journal { get; private set; } = null!;

    protected virtual JournalOptions Options => new() { DataDirectory = Folder.Data, TimeProvider = Time };

    public async ValueTask InitializeAsync() => Journal = await SqliteJournal.OpenAsync(Options);

    public async ValueTask DisposeAsync()
    {
        await Journal.DisposeAsync();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    protected async Task ReopenAsync()
    {
        await Journal.DisposeAsync();
        Journal = await SqliteJournal.OpenAsync(Options);
    }

    protected JournalEntry Entry(Cause? cause = null) =>
        new()
        {
            Reference = ReferenceText.Write(++_references),
            Cause = cause ?? Causes.Token.Expired,
            Status = 401,
            At = Time.GetUtcNow(),
            Node = 7,
            Method = "GET",
            Target = "/orders",
            Client = "192.0.2.7",
            Trail = [],
        };

    protected JournalEntry FullEntry() =>
        Entry() with
        {
            Host = "api.example",
            Target = "/orders?id=1&token=(removed)",
            Route = "orders",
            User = "änne",
            CredentialTag = "0badcafe",
            Scheme = "Bearer",
            UserAgent = "curl/8",
            Trail =
            [
                new("path", "passed", "The path is canonical.", 3, []),
                new("digest", "not-applicable", null, 0, []),
                new(
                    "token",
                    "failed",
                    "token.expired",
                    120,
                    [
                        Evidence.ForCaller("ended", "2026-11-21T02:15:04Z"),
                        Evidence.ForOperator("issuer", "https://idp.example/\"ü\""),
                    ]
                ),
            ],
        };
}
