using System.Buffers.Binary;
using System.Data;
using System.Net;
using Gatehouse.Decisions.Guessing;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Guessing;

/// <summary>Rows of guessing as what they stand for.</summary>
internal static class GuessRows
{
    /// <summary>A key as the store keeps it.</summary>
    public static byte[] Octets(UInt128 key)
    {
        var octets = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(octets, key);
        return octets;
    }

    /// <summary>A counter, from kind, key, owner, failures, until.</summary>
    public static GuessHold Hold(IDataReader row) =>
        new(
            (GuessKind)row.GetInt32(0),
            BinaryPrimitives.ReadUInt128BigEndian((byte[])row.GetValue(1)),
            (uint)row.GetInt64(2),
            row.GetInt32(3),
            UnixTime.To(row.GetInt64(4))
        );

    /// <summary>A ban, from network, since, until, times, names.</summary>
    public static Ban Ban(IDataReader row) =>
        new(
            IPNetwork.Parse(row.GetString(0)),
            UnixTime.To(row.GetInt64(1)),
            UnixTime.To(row.GetInt64(2)),
            row.GetInt32(3),
            row.GetInt32(4)
        );

    /// <summary>A device, from id, user_id, browser, first_at, last_at.</summary>
    public static KnownDevice Device(IDataReader row) =>
        new(
            row.GetString(0),
            row.GetInt64(1),
            row.GetString(2),
            UnixTime.To(row.GetInt64(3)),
            UnixTime.To(row.GetInt64(4))
        );

    /// <summary>All rows of a query.</summary>
    public static IReadOnlyList<T> All<T>(IDataReader rows, Func<IDataReader, T> read)
    {
        var all = new List<T>();
        while (rows.Read())
        {
            all.Add(read(rows));
        }

        return all;
    }
}
