using System.Net;
using Gatehouse.Decisions.References;
using Gatehouse.Decisions.Remembered;
using Gatehouse.Decisions.Routes;

namespace Gatehouse.Decisions.Seeing;

/// <summary>
/// The clients that were refused of late, so that it is seen when one of them gets through, and what had changed. A table
/// of fixed size that nobody waits for: who finds a place in use by another thread lets it be. A request that is let through
/// costs a look at one number while no client of its address was refused.
/// </summary>
public sealed class RefusedClients(TimeProvider time)
{
    private const int PlaceCount = 4096;
    private const int AddressPlaces = 1024;

    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(10);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> LeftOut = new HashSet<string>(
        StringComparer.Ordinal
    )
    {
        // Of another request, or not ours to judge: what comes next says nothing of them.
        "request",
        "cors",
        "csrf",
        "route",
        "forward",
        "upstream",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly KeyedHash _hash = KeyedHash.CreateRandom();
    private readonly Place[] _places = new Place[PlaceCount];
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
            || LeftOut.Contains(id.AsSpan(0, id.IndexOf('.', StringComparison.Ordinal)))
            || !ReferenceText.TryRead(reference, out var block)
        )
        {
            return;
        }

        var key = KeyOf(decision);
        var client = new RefusedClient
        {
            Key = key,
            AddressPlace = AddressPlaceOf(decision.Facts.Client),
            Reference = block,
            Cause = refused.Cause,
            At = decision.Facts.ReceivedAt,
            Credentials = CredentialsOf(refused.Presented),
            User = refused.User ?? SubjectOf(refused),
            Site = decision.Site,
        };
        ref var place = ref _places[PlaceOf(key)];
        if (place.TryTake())
        {
            Forget(ref place);
            Interlocked.Increment(ref _addresses[client.AddressPlace]);
            place.Client = client;
            place.GiveBack();
        }
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
        ref var place = ref _places[PlaceOf(key)];
        if (!place.TryTake())
        {
            return null;
        }

        try
        {
            if (
                place.Client is not { } client
                || client.Key != key
                || client.At > facts.ReceivedAt
                || client.ChangeTo(decision, CredentialsOf(decision.Presented)) is not { } change
            )
            {
                return null;
            }

            Forget(ref place);
            return facts.ReceivedAt - client.At < Memory
                ? new Cure(ReferenceText.Write(client.Reference), client.Cause, change, facts.ReceivedAt)
                : null;
        }
        finally
        {
            place.GiveBack();
        }
    }

    /// <summary>Forgets those who did not come back in ten minutes.</summary>
    public void Sweep()
    {
        var oldest = time.GetUtcNow() - Memory;
        foreach (ref var place in _places.AsSpan())
        {
            if (place.TryTake())
            {
                if (place.Client is { } client && client.At < oldest)
                {
                    Forget(ref place);
                }

                place.GiveBack();
            }
        }
    }

    private void Forget(ref Place place)
    {
        if (place.Client is { } client)
        {
            Interlocked.Decrement(ref _addresses[client.AddressPlace]);
            place.Client = null;
        }
    }

    private static int PlaceOf(UInt128 key) => (int)((ulong)key % PlaceCount);

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
        hash.AddOptional(facts.Headers.First("User-Agent"));
        hash.AddText(decision.Route!.Name);
        hash.AddText(facts.Method);
        return hash.Finish();
    }

    private UInt128? CredentialsOf(Schemes.PresentedCredentials? presented)
    {
        if (presented is not { } given)
        {
            return null;
        }

        var hash = _hash.Start();
        hash.AddText(given.Scheme.Name);
        hash.AddText(given.Span);
        return hash.Finish();
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

    private struct Place
    {
        private int _taken;

        /// <summary>Who is there; for whoever has taken the place.</summary>
        public RefusedClient? Client;

        public bool TryTake() => Interlocked.CompareExchange(ref _taken, 1, 0) == 0;

        public void GiveBack() => Volatile.Write(ref _taken, 0);
    }
}
