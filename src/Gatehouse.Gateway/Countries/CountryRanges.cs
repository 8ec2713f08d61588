using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Decisions.Admission;

namespace Gatehouse.Gateway.Countries;

/// <summary>
/// Countries from lines of text: <c>NETWORK,COUNTRY</c> or <c>FIRST,LAST,COUNTRY</c>, further fields unread; <c>#</c>
/// begins a remark. Of networks within each other the smallest counts.
/// </summary>
internal sealed class CountryRanges : ICountries
{
    private readonly UInt128[] _firsts;
    private readonly string[] _countries;

    private CountryRanges(UInt128[] firsts, string[] countries)
    {
        _firsts = firsts;
        _countries = countries;
    }

    /// <inheritdoc/>
    public string CountryOf(IPAddress address)
    {
        var place = Array.BinarySearch(_firsts, NumberOf(address));
        place = place < 0 ? ~place - 1 : place;
        return place < 0 ? ICountries.Unknown : _countries[place];
    }

    /// <summary>What the lines say; null and the reason, with the line, where one cannot be read.</summary>
    public static CountryRanges? Read(ReadOnlySpan<byte> octets, out string? problem)
    {
        var ranges = new List<CountryRange>();
        var number = 0;
        foreach (var line in Encoding.UTF8.GetString(octets).TrimStart('\uFEFF').AsSpan().EnumerateLines())
        {
            number++;
            var text = line.Trim();
            if (text.IsEmpty || text[0] == '#')
            {
                continue;
            }

            if (Parse(text) is { } range)
            {
                ranges.Add(range);
            }
            else if (ranges.Count > 0 || number > 1 || text.ContainsAnyInRange('0', '9'))
            {
                // The names of the columns stand in the first line alone, and have no digits.
                problem = string.Create(
                    CultureInfo.InvariantCulture,
                    $"its line {number} is neither NETWORK,COUNTRY nor FIRST,LAST,COUNTRY"
                );
                return null;
            }
        }

        if (ranges.Count == 0)
        {
            problem = "it names no network";
            return null;
        }

        problem = null;
        return Flatten(ranges);
    }

    private static CountryRange? Parse(ReadOnlySpan<char> line)
    {
        Span<Range> parts = stackalloc Range[4];
        var count = line.Split(parts, ',');
        if (count < 2)
        {
            return null;
        }

        var first = Field(line[parts[0]]);
        var second = Field(line[parts[1]]);
        if (CountryCodes.Find(second) is { } country)
        {
            return OfNetwork(first, country);
        }

        return
            count >= 3
            && CountryCodes.Find(Field(line[parts[2]])) is { } last
            && IPAddress.TryParse(first, out var from)
            && IPAddress.TryParse(second, out var to)
            && from.AddressFamily == to.AddressFamily
            && NumberOf(from) <= NumberOf(to)
            ? new CountryRange(NumberOf(from), NumberOf(to), last)
            : null;
    }

    private static CountryRange? OfNetwork(ReadOnlySpan<char> text, string country)
    {
        var slash = text.IndexOf('/');
        if (!IPAddress.TryParse(slash < 0 ? text : text[..slash], out var address))
        {
            return null;
        }

        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 32 : 128;
        var prefix = bits;
        if (
            slash >= 0
            && !int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out prefix)
        )
        {
            return null;
        }

        if (prefix > bits)
        {
            return null;
        }

        var hosts = Hosts(bits - prefix);
        var first = NumberOf(address) & ~hosts;
        return new CountryRange(first, first | hosts, country);
    }

    private static UInt128 Hosts(int bits) => bits >= 128 ? UInt128.MaxValue : (UInt128.One << bits) - 1;

    private static ReadOnlySpan<char> Field(ReadOnlySpan<char> text) => text.Trim().Trim('"');

    // IPv4 among IPv6, as RFC 4291 section 2.5.5.2 maps it: one table serves both.
    private static UInt128 NumberOf(IPAddress address)
    {
        Span<byte> octets = stackalloc byte[16];
        if (address.AddressFamily == AddressFamily.InterNetwork)
        {
            octets[10..12].Fill(0xFF);
            address.TryWriteBytes(octets[12..], out _);
        }
        else
        {
            address.TryWriteBytes(octets, out _);
        }

        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(octets);
    }

    // Ranges within each other become a row of ranges side by side, so that one search finds the smallest.
    private static CountryRanges Flatten(List<CountryRange> ranges)
    {
        ranges.Sort(
            static (left, right) =>
                left.First != right.First ? left.First.CompareTo(right.First) : right.Last.CompareTo(left.Last)
        );
        var firsts = new List<UInt128>(ranges.Count);
        var countries = new List<string>(ranges.Count);
        var open = new Stack<CountryRange>();
        foreach (var range in ranges)
        {
            Close(open, range.First, Begin);
            Begin(range.First, range.Country);
            open.Push(range);
        }

        Close(open, until: null, Begin);
        return new CountryRanges([.. firsts], [.. countries]);

        void Begin(UInt128 first, string country)
        {
            if (firsts.Count > 0 && firsts[^1] == first)
            {
                countries[^1] = country;
                return;
            }

            firsts.Add(first);
            countries.Add(country);
        }
    }

    // After the end of a range counts again what it lay in.
    private static void Close(Stack<CountryRange> open, UInt128? until, Action<UInt128, string> begin)
    {
        while (open.TryPeek(out var top) && (until is null || top.Last < until))
        {
            open.Pop();
            while (open.TryPeek(out var around) && around.Last <= top.Last)
            {
                open.Pop();
            }

            if (top.Last < UInt128.MaxValue)
            {
                begin(top.Last + 1, open.TryPeek(out var outer) ? outer.Country : ICountries.Unknown);
            }
        }
    }
}
