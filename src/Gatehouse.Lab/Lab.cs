using System.Runtime.CompilerServices;
using Gatehouse.Lab.Certificates;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Export;
using Gatehouse.Lab.Hands;
using Gatehouse.Lab.Index;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Provider;
using Gatehouse.Lab.Proxies;
using Gatehouse.Lab.SelfTest;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Statuses;
using Gatehouse.Lab.Steps;

namespace Gatehouse.Lab;

/// <summary>
/// A server that refuses on purpose: every cause of the catalogue, as the real thing on the wire, at
/// <c>/{cause-id}</c>. Labs share nothing, so tests that each start one may run side by side.
/// </summary>
public sealed class Lab : IAsyncDisposable
{
    private readonly LabParts _parts;
    private readonly LabRequests _requests = new();
    private readonly Lazy<IReadOnlyList<IExhibitFamily>> _families;
    private readonly Lazy<ExhibitTable> _exhibits;
    private LabServer? _server;
    private OldServer? _old;
    private Task? _opening;

    private Lab(LabOptions options)
    {
        _parts = LabParts.Create(options.Clock);
        _families = new(() => ExhibitFamilies.Create(_parts));
        _exhibits = new(() => new ExhibitTable(_families.Value));
    }

    /// <summary>The main address, with its final slash.</summary>
    public Uri Url => AddressOf(LabPlace.Main);

    /// <summary>The OpenID provider at <c>/idp</c>, to be told how to misbehave.</summary>
    public LabProvider Provider => _parts.Providers[LabProviders.DefaultTenant];

    /// <summary>What arrived so far, oldest first; the newest thousand.</summary>
    public IReadOnlyList<LabRequest> Requests => _requests.All;

    /// <summary>
    /// A resource that works, for alice, bob, their keys and the provider's tokens; <see cref="LabCause.Once"/> makes it
    /// refuse.
    /// </summary>
    public Uri Resource => new(Url, LabResource.Path);

    /// <summary>Every cause that the lab makes, by id.</summary>
    public IReadOnlyList<LabCause> Causes => [.. Exhibits.All.Select(exhibit => new LabCause(this, exhibit))];

    internal LabParts Parts => _parts;

    internal RefusalOrders Orders { get; } = new();

    internal ExhibitTable Exhibits => _exhibits.Value;

    /// <summary>Starts a lab.</summary>
    /// <exception cref="IOException">A port is taken.</exception>
    public static async Task<Lab> StartAsync(LabOptions? options = null, CancellationToken cancellationToken = default)
    {
        var use = options ?? new LabOptions();
        var lab = new Lab(use);
        try
        {
            await lab.ListenAsync(use, cancellationToken);
            return lab;
        }
        catch
        {
            await lab.DisposeAsync();
            throw;
        }
    }

    /// <summary>The address of a place, with its final slash.</summary>
    /// <exception cref="InvalidOperationException">This machine cannot have that place (<see cref="LabPlace.Ipv6"/>, <see cref="LabPlace.Old"/>).</exception>
    public Uri AddressOf(LabPlace place) => _parts.Addresses[place];

    /// <summary>A cause by its id, such as <c>token.expired</c>.</summary>
    /// <exception cref="ArgumentException">There is no such cause, or the lab cannot make it.</exception>
    public LabCause Cause(string id) =>
        Exhibits.Find(id) is { } exhibit
            ? new LabCause(this, exhibit)
            : throw new ArgumentException(
                Protocol.Causes.Causes.Find(id) is null
                    ? $"the catalogue has no cause {id}"
                    : $"the lab cannot make {id}",
                nameof(id)
            );

    /// <summary>Meets a cause and cures it, and gives what went over the wire as an HTTP Archive (HAR 1.2).</summary>
    /// <exception cref="ArgumentException">There is no such cause, or the lab cannot make it.</exception>
    public async Task<string> RecordAsync(string id, CancellationToken cancellationToken = default)
    {
        var exhibit = Exhibits.Find(Cause(id).Cause.Id)!;
        var runner = NewRunner();
        foreach (var step in exhibit.Provoke.Concat(exhibit.Cure))
        {
            await runner.SendAsync(step, cancellationToken);
        }

        return HarRecording.Write(runner.Exchanges).ToJsonString(LabDocuments.Json) + "\n";
    }

    /// <summary>Forgets what arrived so far.</summary>
    public void ClearRequests() => _requests.Clear();

    /// <summary>Provokes and cures every cause over the wire, one after the other.</summary>
    public async IAsyncEnumerable<SelfTestResult> SelfTestAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        var trial = new ExhibitTrial(this);
        foreach (var exhibit in Exhibits.All)
        {
            yield return await trial.TryAsync(exhibit, cancellationToken);
        }
    }

    internal StepRunner NewRunner() => new(_parts.Addresses, _parts.Authority, _parts.Clock);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        if (_old is not null)
        {
            await _old.DisposeAsync();
        }

        if (_opening is not null)
        {
            await _opening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _parts.Dispose();
    }

    // Exhibits name addresses, which are known only once the lab listens. They are made while the caller goes on: who
    // asks before they are there waits.
    private async Task ListenAsync(LabOptions options, CancellationToken cancellationToken)
    {
        var listening = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var opening = OpenAsync(listening.Task);
        _server = await LabServer.StartAsync(
            options,
            _parts.Addresses,
            _parts.Authority,
            async context => await (await opening).HandleAsync(context),
            new ForwardProxies(_parts, _requests).Of,
            cancellationToken
        );
        _old = OldServer.TryStart(_parts, _requests);
        _opening = opening;
        listening.SetResult();
    }

    private async Task<LabHandler> OpenAsync(Task listening)
    {
        await listening;
        var resource = new LabResource(_parts, Orders);
        var site = _parts.Judge.Decide(Exhibits.All.SelectMany(exhibit => exhibit.Routes).Append(resource.Route), Url);
        var hands = new LabPages(_families.Value);
        var documents = new LabDocuments(_parts, Exhibits, hands.All, _requests);
        return new LabHandler(
            _parts,
            Exhibits,
            site,
            resource,
            hands,
            documents,
            new StatusAnswers(_parts.Addresses),
            _requests
        );
    }
}
