using System.Net;
using Gatehouse.Decisions.Remembered;
using Gatehouse.Decisions.Routes;

namespace Gatehouse.Decisions.Seeing;

/// <summary>
/// The clients that were refused of late, so that it is seen when one of them gets through, and what had changed. A table
/// of fixed size without locks; a request that is let through costs a look at one number while no client of its address
/// was refused.
/// </summary>
public sealed class RefusedClients(TimeProvider time)
{
    private const int Places = 4096;
    private const int AddressPlaces = 1024;

    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private static readonly HashSet<string> LeftOut = new(StringComparer.Ordinal)
    {
        // Of another request, or not ours to judge: what comes next says nothing of them.
        "request",
        "cors",
        "csrf",
        "route",
        "forward",
        "upstream",
    };

    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private readonly RefusedClient?[] _clients = new RefusedClient?[Places];
    private readonly int[] _addresses = new int[AddressPlaces];

    /// <summary>Notes a refusal that the journal keeps under <paramref name="reference"/>.</summary>
    public void Note(Decision decision, Refused refused, string reference)
    {
        ArgumentNullException.ThrowIfNull(decision);
        ArgumentNullException.ThrowIfNull(refused);
        var id = refused.Cause.Id;
        if (
            refused.ShownAs is not null
            || decision.Route is not { Access: RouteAccess.SignedIn, Endpoint: null }
            || LeftOut.Contains(id[..id.IndexOf('.', StringComparison.Ordinal)])
        )
        {
            return;
        }

        var key = KeyOf(decision);
        var client = new RefusedClient
        {
            Key = key,
            AddressPlace = AddressPlaceOf(decision.Facts.Client),
            Reference = reference,
            Cause = refused.Cause,
            At = decision.Facts.ReceivedAt,
            Credentials = CredentialsOf(refused.Presented),
            User = refused.User ?? SubjectOf(refused),
            Site = decision.Site,
        };
        Interlocked.Increment(ref _addresses[client.AddressPlace]);
        Forget(Interlocked.Exchange(ref _clients[PlaceOf(key)], client));
    }

    /// <summary>The cure that a request which is let through is for one that was refused, or null. Allocates only for one.</summary>
    public Cure? Find(Decision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        var facts = decision.Facts;
        if (
            Volatile.Read(ref _addresses[AddressPlaceOf(facts.Client)]) == 0
            || decision.Route is not { Access: RouteAccess.SignedIn }
        )
        {
            return null;
        }

        var key = KeyOf(decision);
        ref var place = ref _clients[PlaceOf(key)];
        if (
            Volatile.Read(ref place) is not { } client
            || client.Key != key
            || client.At > facts.ReceivedAt
            || client.ChangeTo(decision, CredentialsOf(decision.Presented)) is not { } change
            || !ReferenceEquals(Interlocked.CompareExchange(ref place, value: null, client), client)
        )
        {
            return null;
        }

        Forget(client);
        return facts.ReceivedAt - client.At < Memory
            ? new Cure(client.Reference, client.Cause, change, facts.ReceivedAt)
            : null;
    }

    /// <summary>Forgets those who did not come back in ten minutes.</summary>
    public void Sweep()
    {
        var oldest = time.GetUtcNow() - Memory;
        for (var place = 0; place < Places; place++)
        {
            if (
                Volatile.Read(ref _clients[place]) is { } client
                && client.At < oldest
                && ReferenceEquals(Interlocked.CompareExchange(ref _clients[place], value: null, client), client)
            )
            {
                Forget(client);
            }
        }
    }

    private void Forget(RefusedClient? client)
    {
        if (client is not null)
        {
            Interlocked.Decrement(ref _addresses[client.AddressPlace]);
        }
    }

    private static int PlaceOf(UInt128 key) => (int)((ulong)key % Places);

    private static int AddressPlaceOf(IPAddress address) => (int)((uint)address.GetHashCode() % AddressPlaces);

    // Another method may ask for more, and so may another route.
    private UInt128 KeyOf(Decision decision)
    {
        var facts = decision.Facts;
        Span<byte> octets = stackalloc byte[16];
        facts.Client.TryWriteBytes(octets, out var length);
        var hash = _hash.Start();
        hash.Add((ulong)length);
        hash.Add(BitConverter.ToUInt64(octets));
        hash.Add(BitConverter.ToUInt64(octets[8..]));
        Add(ref hash, facts.Headers.First("User-Agent"));
        Add(ref hash, decision.Route!.Name);
        Add(ref hash, facts.Method);
        return hash.Finish();
    }

    private UInt128? CredentialsOf(Schemes.PresentedCredentials? presented)
    {
        if (presented is not { } given)
        {
            return null;
        }

        var hash = _hash.Start();
        Add(ref hash, given.Scheme.Name);
        hash.Add((ulong)given.Length);
        hash.AddText(given.Span);
        return hash.Finish();
    }

    private static void Add(ref KeyedHash.Running hash, string? text)
    {
        hash.Add((ulong)(text?.Length ?? -1));
        hash.AddText(text);
    }

    // A provider vouches for the subject of a token that has ended as well.
    private static string? SubjectOf(Refused refused)
    {
        foreach (var piece in refused.Evidence)
        {
            if (piece.Name == "subject")
            {
                return piece.Value;
            }
        }

        return null;
    }
}
