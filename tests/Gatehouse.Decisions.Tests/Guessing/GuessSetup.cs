using System.Net;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Decisions.Journal;
using Gatehouse.Decisions.Passwords;
using Gatehouse.Decisions.Secrets;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests.Guessing;

/// <summary>A guard before a judge of passwords, a store, and a clock.</summary>
internal sealed class GuessSetup : IAsyncDisposable
{
    private GuessSetup(InMemoryGuesses store, ManualTimeProvider time, GuessGuard guard)
    {
        Store = store;
        Time = time;
        Guard = guard;
        Judge = new PasswordJudge(Directory, Passwords, new CredentialTags(new byte[32]), guard);
        Directory.Put("alice");
    }

    public InMemoryGuesses Store { get; }

    public ManualTimeProvider Time { get; }

    public GuessGuard Guard { get; }

    public InMemoryDirectory Directory { get; } = new();

    public CountingVerifier Passwords { get; } = new();

    public PasswordJudge Judge { get; }

    public List<string> Log { get; } = [];

    public static async Task<GuessSetup> StartAsync(
        InMemoryGuesses? store = null,
        ManualTimeProvider? time = null,
        string? neverBanned = null
    )
    {
        store ??= new InMemoryGuesses();
        time ??= new ManualTimeProvider();
        List<string> log = [];
        var guard = await GuessGuard.StartAsync(
            new GuessOptions
            {
                Store = store,
                Devices = store,
                Time = time,
                NeverBanned = address => neverBanned is not null && address.Equals(IPAddress.Parse(neverBanned)),
                Log = log.Add,
                Capacity = 4096,
            },
            CancellationToken.None
        );
        var setup = new GuessSetup(store, time, guard);
        setup.Log.AddRange(log);
        return setup;
    }

    public RequestFacts Facts(string address = "198.51.100.7", string? cookie = null) =>
        new()
        {
            Method = "POST",
            Target = "/",
            Path = CanonicalPath.Read("/"),
            Host = "site.example",
            Https = true,
            Headers = new HeaderLineList(
                cookie is null ? [] : [new HeaderLine("Cookie", "__Host-gatehouse-device=" + cookie)]
            ),
            Peer = IPAddress.Loopback,
            Client = IPAddress.Parse(address),
            ReceivedAt = Time.GetUtcNow(),
        };

    /// <summary>The cause of the refusal with its Retry-After where it has one, or <c>in</c>.</summary>
    public async Task<string> TryAsync(
        string name,
        string password,
        string address = "198.51.100.7",
        string? cookie = null,
        CancellationToken cancellationToken = default
    )
    {
        var judged = await Judge.JudgeAsync(name, password, Facts(address, cookie), cancellationToken);
        return judged.Refusal switch
        {
            null => "in",
            Failed failed when failed.Evidence.Any(piece => piece.Name == "retry-after") =>
                $"{failed.Cause.Id} {failed.Evidence.Single(piece => piece.Name == "retry-after").Value}",
            Failed failed => failed.Cause.Id,
            Unanswerable unanswerable => unanswerable.Cause.Id,
            _ => throw new InvalidOperationException(),
        };
    }

    /// <summary>Tries so many different wrong passwords, and says how many were judged.</summary>
    public async Task<int> GuessAsync(string name, int times, string address = "198.51.100.7", string? cookie = null)
    {
        var before = Passwords.Count;
        for (var i = 0; i < times; i++)
        {
            await TryAsync(name, Guid.NewGuid().ToString("N"), address, cookie);
        }

        return Passwords.Count - before;
    }

    /// <summary>The cookie of a device that has signed a user in.</summary>
    public async Task<string> DeviceOfAsync(string name)
    {
        var user = (await Directory.FindUserAsync(name, CancellationToken.None))!;
        var secret = SecretText.Create(DeviceCookie.Prefix);
        await Store.AddDeviceAsync(
            user.Id,
            SecretText.Hash(secret),
            ReadOnlyMemory<byte>.Empty,
            "a browser",
            CancellationToken.None
        );
        return secret;
    }

    public ValueTask DisposeAsync() => Guard.DisposeAsync();
}
