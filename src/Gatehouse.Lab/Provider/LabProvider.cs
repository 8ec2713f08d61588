using System.Text.Json.Nodes;

namespace Gatehouse.Lab.Provider;

/// <summary>
/// An OpenID provider for tests that misbehaves as it is told: <see cref="Knobs"/> say how it behaves until they are
/// changed, verbs do something once. Accounts: alice and bob; stranger, whom no site knows; locked, disabled and expired,
/// who cannot sign in; the password of all is <c>open-sesame</c>. Clients: <c>lab</c> (public, with PKCE) and
/// <c>lab-confidential</c> with the secret <c>lab-secret</c>; any redirect address on this machine. Safe to use from
/// many threads.
/// </summary>
public sealed class LabProvider
{
    private const int MostRequests = 1_000;

    private readonly TimeProvider _clock;
    private readonly ProviderSigningKeys _keys;
    private readonly TokenMint _mint;
    private readonly Queue<ProviderRequest> _requests = new();
    private readonly Lock _gate = new();
    private ProviderKnobs _knobs = new();

    internal LabProvider(TimeProvider clock, string issuer, ProviderSigningKeys keys)
    {
        _clock = clock;
        _keys = keys;
        _mint = new TokenMint(issuer, keys);
        Issuer = issuer;
    }

    /// <summary>The issuer, byte for byte as in its tokens and its metadata.</summary>
    public string Issuer { get; }

    /// <summary>How it behaves now. Durations of outages begin when the knobs are set.</summary>
    public ProviderKnobs Knobs
    {
        get => Volatile.Read(ref _knobs);
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Change(_ => value);
        }
    }

    /// <summary>The requests that came, oldest first; the last thousand.</summary>
    public IReadOnlyList<ProviderRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    internal ProviderLedger Ledger { get; } = new();

    /// <summary>The provider's own clock.</summary>
    internal DateTimeOffset Now => _clock.GetUtcNow() + Knobs.ClockSkew;

    internal TimeProvider Clock => _clock;

    /// <summary>Where an endpoint is.</summary>
    public Uri AddressOf(ProviderEndpoint endpoint) => new($"{Issuer}/{ProviderPaths.Of(endpoint)}");

    /// <summary>Changes knobs, whatever others change at the same time.</summary>
    /// <param name="change">Gives the new knobs for the present ones; may be called more than once.</param>
    public void Change(Func<ProviderKnobs, ProviderKnobs> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        ProviderKnobs before;
        do
        {
            before = Knobs;
        } while (!ReferenceEquals(Interlocked.CompareExchange(ref _knobs, Dated(change(before)), before), before));
    }

    /// <summary>Takes endpoints away.</summary>
    /// <param name="for">For how long; null for ever.</param>
    /// <param name="endpoint">The endpoint; null for all.</param>
    /// <param name="kind">How it is away.</param>
    /// <param name="times">For how many requests to each; null for any number.</param>
    public void Outage(
        TimeSpan? @for = null,
        ProviderEndpoint? endpoint = null,
        OutageKind kind = OutageKind.Refuse,
        int? times = null
    ) => Outage(new ProviderOutage(kind) { For = @for, Times = times }, endpoint);

    /// <summary>Takes endpoints away.</summary>
    /// <param name="outage">How they are away.</param>
    /// <param name="endpoint">The endpoint; null for all.</param>
    public void Outage(ProviderOutage outage, ProviderEndpoint? endpoint = null)
    {
        ArgumentNullException.ThrowIfNull(outage);
        var endpoints = endpoint is { } one ? [one] : Enum.GetValues<ProviderEndpoint>();
        Change(knobs =>
            knobs with
            {
                Outages = knobs.Outages.SetItems(
                    endpoints.Select(name => KeyValuePair.Create(name, outage with { Until = null }))
                ),
            }
        );
    }

    /// <summary>Ends all outages.</summary>
    public void EndOutages() => Change(static knobs => knobs with { Outages = knobs.Outages.Clear() });

    /// <summary>Makes a token, whatever the knobs say of endpoints.</summary>
    /// <param name="order">What is wanted.</param>
    /// <returns>The token as text.</returns>
    public string Mint(TokenOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Issue(order, SecretText.Create("family_"), authenticatedAt: null).Text;
    }

    /// <summary>Signs with a new key from now on; the one before stays published.</summary>
    public void RotateKeys() => _keys.For(Knobs.Algorithm).Rotate();

    /// <summary>Publishes no key any more but the one that signs.</summary>
    public void DropPreviousKeys() => _keys.DropPrevious();

    /// <summary>Ends a token that was given out or minted here (RFC 7009); with a refresh token all of its sign-in.</summary>
    /// <param name="token">The token as text.</param>
    /// <returns>Whether it was one of this provider.</returns>
    public bool Revoke(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        if (Ledger.FindToken(token) is not { } found)
        {
            return false;
        }

        if (found.Kind == TokenKind.Refresh)
        {
            Ledger.RevokeFamily(found.Family);
        }

        return Ledger.Change(() => found.Revoked = true);
    }

    /// <summary>Ends every token that was given out.</summary>
    public void RevokeAll() => Ledger.RevokeAll();

    internal IssuedToken Issue(TokenOrder order, string family, DateTimeOffset? authenticatedAt)
    {
        var knobs = Knobs;
        var now = Now;
        var issuedAt = now - order.Age;
        var expiresAt =
            issuedAt
            + (order.Lifetime ?? (order.Kind == TokenKind.Refresh ? knobs.RefreshLifetime : knobs.TokenLifetime));
        var notBefore = order.NotBefore is { } offset ? now + offset : (DateTimeOffset?)null;
        var id = Guid.NewGuid().ToString("N");
        var token = new IssuedToken
        {
            Text = order.Kind switch
            {
                TokenKind.Refresh => SecretText.Create("refresh_"),
                TokenKind.Opaque => SecretText.Create("opaque_"),
                _ => _mint.Write(order, knobs, issuedAt, expiresAt, notBefore, now - order.AuthAge, id),
            },
            Kind = order.Kind,
            Subject = order.Subject,
            ClientId = order.ClientId,
            Scope = order.Scope,
            Audience = TokenMint.AudienceOf(order, knobs),
            Id = id,
            Family = family,
            IssuedAt = issuedAt,
            ExpiresAt = expiresAt,
            NotBefore = notBefore,
            AuthenticatedAt = authenticatedAt ?? issuedAt,
        };
        if (IsGenuine(order, knobs))
        {
            Ledger.Add(token);
        }

        return token;
    }

    /// <summary>The published keys (RFC 7517 section 5).</summary>
    internal JsonObject KeySet() => _keys.Published(Knobs);

    internal void Remember(ProviderEndpoint endpoint, ProviderCall call)
    {
        var request = new ProviderRequest(
            _clock.GetUtcNow(),
            endpoint,
            call.Method,
            call.Target,
            call.Parameters.ToDictionary(StringComparer.Ordinal),
            call.Authorization
        );
        lock (_gate)
        {
            _requests.Enqueue(request);
            if (_requests.Count > MostRequests)
            {
                _requests.Dequeue();
            }
        }
    }

    /// <summary>The outage that meets a request now, counted; null where the endpoint answers.</summary>
    internal ProviderOutage? MeetOutage(ProviderEndpoint endpoint)
    {
        ProviderOutage? met = null;
        Change(knobs =>
        {
            met = knobs.Outages.GetValueOrDefault(endpoint);
            if (met?.Until <= _clock.GetUtcNow())
            {
                met = null;
                return knobs with { Outages = knobs.Outages.Remove(endpoint) };
            }

            return met?.Times switch
            {
                null => knobs,
                <= 1 => knobs with { Outages = knobs.Outages.Remove(endpoint) },
                { } times => knobs with { Outages = knobs.Outages.SetItem(endpoint, met with { Times = times - 1 }) },
            };
        });
        return met;
    }

    // A provider that verifies what it is asked about would not know these for its own.
    private static bool IsGenuine(TokenOrder order, ProviderKnobs knobs) =>
        order.Kind is TokenKind.Refresh or TokenKind.Opaque
        || (
            order.Key is TokenKey.Current or TokenKey.Previous
            && (order.Tamper ?? knobs.Tamper) == TokenTamper.None
            && (order.Algorithm ?? knobs.Algorithm) is TokenAlgorithm.Es256 or TokenAlgorithm.Rs256
        );

    // An outage's end is counted from when it is set; one that is there already keeps its own.
    private ProviderKnobs Dated(ProviderKnobs knobs)
    {
        var now = _clock.GetUtcNow();
        var begun = knobs
            .Outages.Where(static pair => pair.Value is { For: not null, Until: null })
            .Select(pair => KeyValuePair.Create(pair.Key, pair.Value with { Until = now + pair.Value.For }))
            .ToList();
        return begun.Count == 0 ? knobs : knobs with { Outages = knobs.Outages.SetItems(begun) };
    }
}
