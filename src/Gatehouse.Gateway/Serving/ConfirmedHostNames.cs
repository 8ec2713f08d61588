using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Gatehouse.Decisions.Admission;

namespace Gatehouse.Gateway.Serving;

/// <summary>Asks the system's resolver for names and confirms them; remembers a bounded number of answers for a while.</summary>
internal sealed class ConfirmedHostNames(TimeProvider time) : IHostNames
{
    private const int Most = 20_000;
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<IPAddress, Answer> _answers = new();

    public async ValueTask<string?> NameOfAsync(IPAddress address, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_answers.TryGetValue(address, out var known) && known.Until > now)
        {
            return known.Name;
        }

        var name = await AskAsync(address, cancellationToken);
        if (_answers.Count >= Most)
        {
            _answers.Clear();
        }

        _answers[address] = new Answer(name, now + Memory);
        return name;
    }

    private static async Task<string?> AskAsync(IPAddress address, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            var entry = await Dns.GetHostEntryAsync(address.ToString(), patience.Token).WaitAsync(patience.Token);
            var addresses = await Dns.GetHostAddressesAsync(entry.HostName, patience.Token).WaitAsync(patience.Token);
            return addresses.Contains(address) ? entry.HostName.TrimEnd('.').ToLowerInvariant() : null;
        }
        catch (Exception exception)
            when (exception is SocketException or ArgumentException or OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return null;
        }
    }

    private sealed record Answer(string? Name, DateTimeOffset Until);
}
