using System.Net;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Users;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Trials;
using Gatehouse.Protocol.Jose;
using Gatehouse.Storage;

namespace Gatehouse.Gateway.Tests.Configuration.Reloading;

/// <summary>A store with people, keys and a signer of tokens, before which configurations are tried with the real decision.</summary>
internal sealed class TriedConfigurations : IAsyncDisposable
{
    private static readonly string[] Roles = ["clerk", "admin", "staff", "operator", "reader", "editor"];
    private static readonly string[] Methods = ["GET", "POST", "DELETE"];
    private static readonly IPAddress Listed = IPAddress.Parse("203.0.113.9");

    private readonly List<(string Words, HeaderLine[] Lines, IPAddress From, string? As)> _callers = [];

    private readonly Dictionary<TrialRequest, bool> _refusedBefore = [];
    private Trial? _before;

    public string Folder { get; } = Directory.CreateTempSubdirectory("gatehouse-damage-").FullName;

    public string Data => Path.Combine(Folder, "data");

    public SigningKey Signer { get; } = SigningKey.CreateEs256();

    public async Task PrepareAsync(CancellationToken cancel)
    {
        // What configurations of the documentation name stands beside them.
        foreach (
            var (name, text) in ((string, string)[])
                [("jwks.json", $$"""{"keys":[{{Signer.PublicJwk()}}]}"""), ("secret", "secret")]
        )
        {
            await File.WriteAllTextAsync(Path.Combine(Folder, name), text, cancel);
        }

        await using var store = await SqliteStore.OpenAsync(new StoreOptions { DataDirectory = Data }, cancel);
        await AddAsync("plain", []);
        await AddAsync("everything", Roles);
        foreach (var role in Roles)
        {
            await AddAsync("only-" + role, [role]);
        }

        var key = ApiKey.Create();
        await store.AddKeyAsync(
            new NewKey(ApiKey.CreateId(), ApiKey.Hash(key), "everything", "k", Scopes: null, From: [], ExpiresAt: null),
            cancel
        );
        _callers.Add(("anonymous", [], IPAddress.Loopback, null));
        _callers.Add(("everything from a listed address", [], Listed, "everything"));
        _callers.Add(("key", [new("X-Api-Key", key)], IPAddress.Loopback, null));
        foreach (
            var (issuer, audience) in ((string, string)[])
                [
                    ("https://issuer.example", "orders"),
                    ("https://issuer.example", "other"),
                    ("https://other.example", "orders"),
                ]
        )
        {
            var token = Token(issuer, audience);
            _callers.Add(
                (
                    $"token of {issuer} for {audience}",
                    [new("Authorization", "Bearer " + token)],
                    IPAddress.Loopback,
                    null
                )
            );
        }

        async Task AddAsync(string name, string[] roles)
        {
            await store.AddUserAsync(new NewUser(name, PasswordHash: null, Email: null, roles), cancel);
            _callers.Add((name, [], IPAddress.Loopback, name));
        }
    }

    /// <summary>What one configuration lets through and another refuses, of what either names.</summary>
    public async Task<IReadOnlyList<string>> NewlyPassingAsync(
        GatehouseConfiguration before,
        GatehouseConfiguration after,
        CancellationToken cancel
    )
    {
        var old = _before ??= await OpenAsync(before, cancel);
        await using var damaged = await OpenAsync(after, cancel);
        List<string> passing = [];
        var places = before
            .Routes.Concat(after.Routes)
            .SelectMany(route =>
                new[] { Sample(route.Path, "x"), Sample(route.Path, "x/y") }.Select(path => (route.Host, path))
            )
            .Distinct();
        var methods = after
            .Routes.SelectMany(route => route.Methods ?? [])
            .Concat(Methods)
            .Distinct(StringComparer.Ordinal)
            .ToArray();
        foreach (var (host, path) in places)
        {
            foreach (var method in methods)
            {
                foreach (var (words, lines, from, user) in _callers)
                {
                    var request = new TrialRequest(
                        method,
                        path,
                        host?.Replace("*", "x", StringComparison.Ordinal) ?? before.PublicUrl.Host,
                        lines,
                        from,
                        user
                    );
                    if ((await damaged.TryAsync(request, cancel)).Granted && await RefusesAsync(old, request, cancel))
                    {
                        passing.Add($"{method} {host}{path} by {words}");
                    }
                }
            }
        }

        return passing;
    }

    public async ValueTask DisposeAsync()
    {
        if (_before is not null)
        {
            await _before.DisposeAsync();
        }

        Signer.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private async Task<bool> RefusesAsync(Trial before, TrialRequest request, CancellationToken cancel)
    {
        if (!_refusedBefore.TryGetValue(request, out var refused))
        {
            refused = !(await before.TryAsync(request, cancel)).Granted;
            _refusedBefore.Add(request, refused);
        }

        return refused;
    }

    private ValueTask<Trial> OpenAsync(GatehouseConfiguration configuration, CancellationToken cancel) =>
        new(Trial.OpenAsync(configuration with { DataDirectory = Data }, TimeProvider.System, static _ => { }, cancel));

    private static string Sample(string pattern, string rest) =>
        pattern.Replace("**", rest, StringComparison.Ordinal).Replace("*", "x", StringComparison.Ordinal);

    private string Token(string issuer, string audience)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return Signer.Sign(
            "at+jwt",
            System.Text.Encoding.UTF8.GetBytes(
                $$"""{"iss":"{{issuer}}","aud":"{{audience}}","sub":"robot","iat":{{now}},"exp":{{now + 3600}},"scope":"orders:read"}"""
            )
        );
    }
}
