using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Gatehouse.Doctor.Names;

/// <summary>Questions to name servers and their answers as octets (RFC 1035 section 4), read strictly.</summary>
internal static class NameMessage
{
    private const int Head = 12;
    private const int LongestName = 253;
    private const int LongestLabel = 63;
    private const int MostRecords = 100;
    private const int Internet = 1;

    /// <summary>The question as octets; null where the name cannot be asked for.</summary>
    /// <param name="id">The number by which the answer is known.</param>
    /// <param name="name">The name, in ASCII.</param>
    /// <param name="kind">What is asked for.</param>
    /// <param name="recursive">Whether the server is to find the answer elsewhere.</param>
    public static byte[]? Question(ushort id, string name, NameKind kind, bool recursive)
    {
        var labels = name.Split('.');
        if (
            name.Length is 0 or > LongestName
            || !Ascii.IsValid(name)
            || labels.Any(label => label.Length is 0 or > LongestLabel)
        )
        {
            return null;
        }

        var message = new byte[Head + name.Length + 2 + 4];
        BinaryPrimitives.WriteUInt16BigEndian(message, id);
        message[2] = (byte)(recursive ? 1 : 0);
        message[5] = 1;
        var at = Head;
        foreach (var label in labels)
        {
            message[at++] = (byte)label.Length;
            at += Encoding.ASCII.GetBytes(label, message.AsSpan(at));
        }

        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at + 1), (ushort)kind);
        BinaryPrimitives.WriteUInt16BigEndian(message.AsSpan(at + 3), Internet);
        return message;
    }

    /// <summary>The answer to just this question; null for anything else.</summary>
    public static NameAnswer? Answer(ReadOnlySpan<byte> message, ReadOnlySpan<byte> question)
    {
        // The same number, an answer, the same question word for word.
        if (
            message.Length < question.Length
            || !message[..2].SequenceEqual(question[..2])
            || (message[2] & 0xF8) != 0x80
            || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != 1
            || !Ascii.EqualsIgnoreCase(message[Head..question.Length], question[Head..])
        )
        {
            return null;
        }

        var counts = (
            Answers: BinaryPrimitives.ReadUInt16BigEndian(message[6..]),
            Authority: BinaryPrimitives.ReadUInt16BigEndian(message[8..])
        );
        var cut = (message[2] & 2) != 0;
        var at = question.Length;
        if (
            counts.Answers + counts.Authority > MostRecords
            || Records(message, counts.Answers, ref at, cut) is not { } answers
            || Records(message, counts.Authority, ref at, cut) is not { } authority
        )
        {
            return null;
        }

        return new NameAnswer((message[2] & 4) != 0, cut, message[3] & 15, answers, authority);
    }

    private static List<NameRecord>? Records(ReadOnlySpan<byte> message, int count, ref int at, bool cut)
    {
        var records = new List<NameRecord>();
        for (var number = 0; number < count; number++)
        {
            if (Name(message, ref at) is not { } owner || at + 10 > message.Length)
            {
                return cut ? records : null;
            }

            var kind = BinaryPrimitives.ReadUInt16BigEndian(message[at..]);
            var internet = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 2)..]) == Internet;
            var length = BinaryPrimitives.ReadUInt16BigEndian(message[(at + 8)..]);
            at += 10;
            if (at + length > message.Length)
            {
                return cut ? records : null;
            }

            var end = at + length;
            if (internet && Enum.IsDefined((NameKind)kind))
            {
                if (Record(message[..end], owner, (NameKind)kind, at) is not { } record)
                {
                    return null;
                }

                records.Add(record);
            }

            at = end;
        }

        return records;
    }

    private static NameRecord? Record(ReadOnlySpan<byte> message, string owner, NameKind kind, int at)
    {
        var data = message[at..];
        switch (kind)
        {
            case NameKind.A:
                return data.Length == 4 ? new NameRecord(owner, kind, null, new IPAddress(data)) : null;
            case NameKind.AAAA:
                return data.Length == 16 ? new NameRecord(owner, kind, null, new IPAddress(data)) : null;
            case NameKind.NS or NameKind.CNAME:
                return Name(message, ref at) is { Length: > 0 } target && at == message.Length
                    ? new NameRecord(owner, kind, target, null)
                    : null;
            default:
                return new NameRecord(owner, kind, null, null);
        }
    }

    // A pointer leads backwards alone, so that no name goes round in a circle (RFC 1035 section 4.1.4).
    private static string? Name(ReadOnlySpan<byte> message, ref int at)
    {
        var name = new StringBuilder();
        var place = at;
        var end = -1;
        while (place < message.Length)
        {
            var length = message[place];
            if ((length & 0xC0) == 0xC0)
            {
                if (place + 1 >= message.Length)
                {
                    return null;
                }

                var target = ((length & 0x3F) << 8) | message[place + 1];
                end = end < 0 ? place + 2 : end;
                if (target >= place || target < Head)
                {
                    return null;
                }

                place = target;
                continue;
            }

            if (length == 0)
            {
                at = end < 0 ? place + 1 : end;
                return name.ToString();
            }

            if (length > LongestLabel || place + 1 + length > message.Length || name.Length + length > LongestName)
            {
                return null;
            }

            var label = message.Slice(place + 1, length);
            if (label.ContainsAnyExceptInRange((byte)'!', (byte)'~') || label.Contains((byte)'.'))
            {
                return null;
            }

            name.Append(name.Length > 0 ? "." : string.Empty)
                .Append(Encoding.ASCII.GetString(label).ToLowerInvariant());
            place += 1 + length;
        }

        return null;
    }
}
