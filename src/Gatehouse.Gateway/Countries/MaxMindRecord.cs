using System.Buffers.Binary;

namespace Gatehouse.Gateway.Countries;

/// <summary>
/// A value of a MaxMind database's data section, read where it lies. What leads outside, in circles or too deep is a
/// <see cref="FormatException"/> or an index out of range.
/// </summary>
/// <param name="octets">The file.</param>
/// <param name="section">Where the pointers of this section count from.</param>
internal readonly ref struct MaxMindRecord(ReadOnlySpan<byte> octets, int section)
{
    private const int Pointer = 1;
    private const int Utf8 = 2;
    private const int Map = 7;
    private const int Array = 11;
    private const int Boolean = 14;
    private const int Deepest = 16;

    private readonly ReadOnlySpan<byte> _octets = octets;
    private readonly int _section = section;

    private int Place { get; init; }

    /// <summary>The value at a place.</summary>
    public MaxMindRecord At(int place) => new(_octets, _section) { Place = place };

    /// <summary>A number of this map, -1 where there is none.</summary>
    public long Number(ReadOnlySpan<byte> key)
    {
        if (!TryFind(key, out var place))
        {
            return -1;
        }

        var (kind, size, start) = Head(place);
        if (kind is not (5 or 6 or 9) || size > 8)
        {
            return -1;
        }

        long number = 0;
        foreach (var octet in _octets.Slice(start, size))
        {
            number = checked((number << 8) | octet);
        }

        return number;
    }

    /// <summary>The country that a text of this map is, or null.</summary>
    public string? Text(ReadOnlySpan<byte> key)
    {
        if (!TryFind(key, out var place))
        {
            return null;
        }

        var (kind, size, start) = Head(place);
        return kind == Utf8 ? CountryCodes.Find(_octets.Slice(start, size)) : null;
    }

    /// <summary>The country that a text of a map in this map is, or null.</summary>
    public string? Text(ReadOnlySpan<byte> outer, ReadOnlySpan<byte> key) =>
        TryFind(outer, out var place) ? At(place).Text(key) : null;

    private bool TryFind(ReadOnlySpan<byte> key, out int place)
    {
        var (kind, size, start) = Head(Place);
        place = start;
        for (var i = 0; kind == Map && i < size; i++)
        {
            var (kindOfKey, length, text) = Head(place);
            if (kindOfKey != Utf8)
            {
                throw new FormatException();
            }

            var found = key.SequenceEqual(_octets.Slice(text, length));
            place = After(place, depth: 0);
            if (found)
            {
                return true;
            }

            place = After(place, depth: 0);
        }

        return false;
    }

    // Kind, size and start of a value, with a pointer followed: a pointer never points at one.
    private (int Kind, int Size, int Start) Head(int place)
    {
        var head = Own(place);
        if (head.Kind != Pointer)
        {
            return head;
        }

        head = Own(Target(place));
        return head.Kind == Pointer ? throw new FormatException() : head;
    }

    private (int Kind, int Size, int Start) Own(int place)
    {
        var control = _octets[place++];
        var kind = control >> 5;
        if (kind == 0)
        {
            kind = _octets[place++] + 7;
        }

        var size = control & 0x1F;
        if (kind == Pointer)
        {
            return (kind, ((size >> 3) & 3) + 1, place);
        }

        switch (size)
        {
            case 29:
                size = 29 + _octets[place++];
                break;
            case 30:
                size = 285 + BinaryPrimitives.ReadUInt16BigEndian(_octets[place..]);
                place += 2;
                break;
            case 31:
                size = 65_821 + ((_octets[place] << 16) | (_octets[place + 1] << 8) | _octets[place + 2]);
                place += 3;
                break;
            default:
                break;
        }

        return (kind, size, place);
    }

    private int Target(int place)
    {
        var control = _octets[place];
        var high = control & 7;
        var rest = _octets[(place + 1)..];
        var offset = ((control >> 3) & 3) switch
        {
            0 => (high << 8) | rest[0],
            1 => 2_048 + ((high << 16) | (rest[0] << 8) | rest[1]),
            2 => 526_336 + ((high << 24) | (rest[0] << 16) | (rest[1] << 8) | rest[2]),
            _ => checked((int)BinaryPrimitives.ReadUInt32BigEndian(rest)),
        };
        return checked(_section + offset);
    }

    private int After(int place, int depth)
    {
        if (depth > Deepest)
        {
            throw new FormatException();
        }

        var (kind, size, start) = Own(place);
        switch (kind)
        {
            case Map or Array:
                var end = start;
                for (var i = kind == Map ? size * 2 : size; i > 0; i--)
                {
                    end = After(end, depth + 1);
                }

                return end;
            case Boolean:
                return start;
            default:
                return checked(start + size);
        }
    }
}
