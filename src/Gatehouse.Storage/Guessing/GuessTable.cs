using System.Net;
using Dapper;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Guessing;

/// <summary>Counters that hold, where users have signed in, and banned addresses. All are bounded.</summary>
internal sealed class GuessTable(ReadPool readers, Writer writer, TimeProvider timeProvider)
{
    private const int MostHolds = 50_000;
    private const int MostPlacesOfUser = 64;
    private const int MostForgiven = 10_000;

    private const string ChangeNow = "SELECT change FROM guessing WHERE id = @key";

    private const string Place = """
        SELECT 1 FROM sign_in_place WHERE subject = @user AND address = @address AND last_at > @since
        """;

    private static readonly TimeSpan PlaceMemory = TimeSpan.FromDays(30);

    public byte[] Key() =>
        readers.Read(
            0,
            static (session, _) => session.Connection.ExecuteScalar<byte[]>("SELECT key FROM guessing WHERE id = 1")!
        );

    public long Change() =>
        readers.Read(1, static (session, id) => (long)session.Prepared(ChangeNow, id).ExecuteScalar()!);

    public IReadOnlyList<GuessHold> Holds() =>
        readers.Read(
            Now,
            static (session, now) =>
            {
                using var rows = session
                    .Prepared("SELECT kind, key, owner, failures, until FROM guess_hold WHERE until > @key", now)
                    .ExecuteReader();
                return GuessRows.All(rows, GuessRows.Hold);
            }
        );

    public async ValueTask SaveAsync(
        IReadOnlyList<GuessHold> holds,
        IReadOnlyList<SignInPlace> places,
        CancellationToken cancellationToken
    ) =>
        await writer.WriteAsync(
            scope =>
            {
                SaveHolds(scope, holds);
                foreach (var place in places)
                {
                    SavePlace(scope, place);
                }

                return 0;
            },
            cancellationToken
        );

    public bool Knows(SignInPlace place) =>
        readers.Read(
            (place, since: UnixTime.From(timeProvider.GetUtcNow() - PlaceMemory)),
            static (session, asked) =>
            {
                using var command = session.Connection.CreateCommand();
                command.CommandText = Place;
                command.Parameters.AddWithValue("@user", asked.place.Subject);
                command.Parameters.AddWithValue("@address", GuessRows.Octets(asked.place.Address));
                command.Parameters.AddWithValue("@since", asked.since);
                return command.ExecuteScalar() is not null;
            }
        );

    public IReadOnlyList<Ban> Bans() =>
        readers.Read(
            UnixTime.From(timeProvider.GetUtcNow() - Ban.Memory),
            static (session, since) =>
            {
                using var rows = session
                    .Prepared(
                        $"SELECT network, since, until, times, names FROM address_ban WHERE until > @key ORDER BY until DESC LIMIT {BanList.Most}",
                        since
                    )
                    .ExecuteReader();
                return GuessRows.All(rows, GuessRows.Ban);
            }
        );

    public async ValueTask AddBanAsync(Ban ban, CancellationToken cancellationToken) =>
        await writer.WriteAsync(
            scope =>
            {
                scope.Execute(
                    "DELETE FROM address_ban WHERE until <= @old",
                    new { old = UnixTime.From(timeProvider.GetUtcNow() - Ban.Memory) }
                );
                scope.Execute(
                    """
                    INSERT INTO address_ban (network, since, until, times, names)
                    VALUES (@network, @since, @until, @Times, @Names)
                    ON CONFLICT (network) DO UPDATE SET
                      since = excluded.since, until = excluded.until, times = excluded.times, names = excluded.names
                    """,
                    new
                    {
                        network = ban.Network.ToString(),
                        since = UnixTime.From(ban.Since),
                        until = UnixTime.From(ban.Until),
                        ban.Times,
                        ban.Names,
                    }
                );
                scope.Execute(
                    """
                    DELETE FROM address_ban WHERE network IN
                      (SELECT network FROM address_ban ORDER BY until DESC LIMIT -1 OFFSET @most)
                    """,
                    new { most = BanList.Most }
                );
                return RaiseChange(scope);
            },
            cancellationToken
        );

    public async ValueTask<int> LiftBanAsync(IPNetwork network, CancellationToken cancellationToken) =>
        await writer.WriteAsync(
            scope =>
            {
                List<string> lifted = [];
                using (var rows = scope.Query("SELECT network FROM address_ban"))
                {
                    while (rows.Read())
                    {
                        var banned = IPNetwork.Parse(rows.GetString(0));
                        if (network.Contains(banned.BaseAddress) || banned.Contains(network.BaseAddress))
                        {
                            lifted.Add(rows.GetString(0));
                        }
                    }
                }

                foreach (var name in lifted)
                {
                    scope.Execute("DELETE FROM address_ban WHERE network = @name", new { name });
                }

                if (lifted.Count > 0)
                {
                    RaiseChange(scope);
                }

                return lifted.Count;
            },
            cancellationToken
        );

    public async ValueTask ForgiveAsync(string canonicalName, CancellationToken cancellationToken)
    {
        var owner = (long)new GuessKeys(Key()).OwnerOf(canonicalName);
        await writer.WriteAsync(
            scope =>
            {
                var change = RaiseChange(scope);
                scope.Execute("DELETE FROM guess_hold WHERE owner = @owner", new { owner });
                scope.Execute(
                    "INSERT INTO guess_forgiven (change, owner) VALUES (@change, @owner)",
                    new { change, owner }
                );
                scope.Execute("DELETE FROM guess_forgiven WHERE change <= @old", new { old = change - MostForgiven });
                return 0;
            },
            cancellationToken
        );
    }

    public IReadOnlyList<uint> Forgiven(long sinceChange) =>
        readers.Read(
            sinceChange,
            static (session, since) =>
            {
                using var rows = session
                    .Prepared("SELECT owner FROM guess_forgiven WHERE change > @key", since)
                    .ExecuteReader();
                return GuessRows.All(rows, static row => (uint)row.GetInt64(0));
            }
        );

    private long Now => UnixTime.From(timeProvider.GetUtcNow());

    private static long RaiseChange(WriteScope scope) =>
        scope.Scalar<long>("UPDATE guessing SET change = change + 1 WHERE id = 1 RETURNING change");

    private void SaveHolds(WriteScope scope, IReadOnlyList<GuessHold> holds)
    {
        if (holds.Count == 0)
        {
            return;
        }

        scope.Execute("DELETE FROM guess_hold WHERE until <= @now", new { now = Now });
        foreach (var hold in holds)
        {
            scope.Execute(
                """
                INSERT INTO guess_hold (kind, key, owner, failures, until)
                VALUES (@kind, @key, @owner, @Failures, @until)
                ON CONFLICT (kind, key) DO UPDATE SET failures = excluded.failures, until = excluded.until
                WHERE excluded.until > guess_hold.until
                """,
                new
                {
                    kind = (int)hold.Kind,
                    key = GuessRows.Octets(hold.Key),
                    owner = (long)hold.Owner,
                    hold.Failures,
                    until = UnixTime.From(hold.Until),
                }
            );
        }

        scope.Execute(
            """
            DELETE FROM guess_hold WHERE (kind, key) IN
              (SELECT kind, key FROM guess_hold ORDER BY until DESC LIMIT -1 OFFSET @most)
            """,
            new { most = MostHolds }
        );
    }

    private void SavePlace(WriteScope scope, SignInPlace place)
    {
        var user = place.Subject;
        scope.Execute(
            """
            INSERT INTO sign_in_place (subject, address, last_at)
            VALUES (@user, @address, @now)
            ON CONFLICT (subject, address) DO UPDATE SET last_at = excluded.last_at
            """,
            new
            {
                user,
                address = GuessRows.Octets(place.Address),
                now = Now,
            }
        );
        scope.Execute(
            "DELETE FROM sign_in_place WHERE last_at <= @old",
            new { old = UnixTime.From(timeProvider.GetUtcNow() - PlaceMemory) }
        );
        scope.Execute(
            """
            DELETE FROM sign_in_place WHERE subject = @user AND address IN
              (SELECT address FROM sign_in_place WHERE subject = @user ORDER BY last_at DESC LIMIT -1 OFFSET @most)
            """,
            new { user, most = MostPlacesOfUser }
        );
    }
}
