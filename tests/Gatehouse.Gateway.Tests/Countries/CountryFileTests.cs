using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Gatehouse.Decisions.Admission;
using Gatehouse.Gateway.Countries;

namespace Gatehouse.Gateway.Tests.Countries;

public sealed class CountryFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gatehouse-countries-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("192.0.2.0", "DE")]
    [InlineData("192.0.2.255", "DE")]
    [InlineData("::ffff:192.0.2.7", "DE")]
    [InlineData("192.0.1.255", "ZZ")]
    [InlineData("192.0.3.0", "ZZ")]
    [InlineData("10.0.0.1", "US")]
    [InlineData("10.1.0.1", "FR")]
    [InlineData("10.1.2.1", "NL")]
    [InlineData("10.1.3.1", "FR")]
    [InlineData("10.255.255.255", "US")]
    [InlineData("11.0.0.0", "ZZ")]
    [InlineData("198.51.100.10", "GB")]
    [InlineData("198.51.100.21", "ZZ")]
    [InlineData("2001:db8::1", "JP")]
    [InlineData("2001:db8:1::", "ZZ")]
    [InlineData("255.255.255.255", "SE")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "AU")]
    public void Address_is_in_the_smallest_network_that_holds_it(string address, string country)
    {
        const string Lines = """
            network,country
            # a remark
            192.0.2.0/24,DE
            10.0.0.0/8,US
            10.1.2.0/24,NL
            10.1.0.0/16,fr,and more

            "198.51.100.10","198.51.100.20","GB"
            2001:db8::/48,JP
            255.255.255.255,SE
            ffff:8000::/17,AU
            """;
        var countries = Read(Encoding.UTF8.GetBytes(Lines), out var problem);
        Assert.Null(problem);
        Assert.Equal(country, countries!.CountryOf(IPAddress.Parse(address)));
    }

    [Theory]
    [InlineData("", "it names no network")]
    [InlineData("network,country\n", "it names no network")]
    [InlineData("192.0.2.0/24,DE\n192.0.2.0/33,DE\n", "line 2")]
    [InlineData("192.0.2.0/24,DE\nnetwork,country\n", "line 2")]
    [InlineData("192.0.2.0/24\n", "line 1")]
    [InlineData("192.0.2.0/24,Germany\n", "line 1")]
    [InlineData("192.0.2.9,192.0.2.1,DE\n", "line 1")]
    [InlineData("192.0.2.9,2001:db8::1,DE\n", "line 1")]
    [InlineData("192.0.2.0/-1,DE\n", "line 1")]
    [InlineData("\0\0\0\0,DE", "it names no network")]
    public void What_cannot_be_read_is_named_with_its_line(string lines, string problem)
    {
        Assert.Null(Read(Encoding.UTF8.GetBytes(lines), out var said));
        Assert.Contains(problem, said, StringComparison.Ordinal);
    }

    [Fact]
    public void File_that_is_not_there_is_said()
    {
        Assert.Null(CountryFile.Read(Path.Combine(_folder, "none.csv"), out var problem));
        Assert.StartsWith("it cannot be read", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(24, 4)]
    [InlineData(28, 4)]
    [InlineData(32, 4)]
    [InlineData(24, 6)]
    [InlineData(28, 6)]
    [InlineData(32, 6)]
    public async Task Database_of_the_usual_kind_says_what_its_own_reader_says(int bits, int version)
    {
        var file = await WriteAsync(bits, version, "country => { iso_code => $c, names => { en => 'x' x 300 } }");
        var countries = CountryFile.Read(file, out var problem);
        Assert.Null(problem);
        string[] addresses =
        [
            "1.2.3.4",
            "1.2.4.0",
            "1.3.0.1",
            "9.9.9.9",
            "255.255.255.255",
            .. version == 6 ? (string[])["2001:db8::1", "2001:db9::1", "::1"] : [],
        ];
        foreach (var address in addresses)
        {
            Assert.Equal(await PeerSaysAsync(file, address), countries!.CountryOf(IPAddress.Parse(address)));
        }

        Assert.Equal("DE", countries!.CountryOf(IPAddress.Parse("1.2.3.4")));
        Assert.Equal(ICountries.Unknown, countries.CountryOf(IPAddress.Parse("9.9.9.9")));
    }

    [Theory]
    [InlineData("country_code => $c, continent => 'EU'")]
    [InlineData("country => $c")]
    [InlineData("registered_country => { iso_code => $c }, location => { lat => 1.5 }, traits => { a => 1 }")]
    public async Task Country_is_found_wherever_the_usual_databases_have_it(string record)
    {
        var countries = CountryFile.Read(await WriteAsync(24, 6, record), out var problem);
        Assert.Null(problem);
        Assert.Equal("DE", countries!.CountryOf(IPAddress.Parse("1.2.3.4")));
    }

    [Fact]
    public async Task Damaged_database_is_refused_or_answers_and_never_throws()
    {
        var whole = await File.ReadAllBytesAsync(await WriteAsync(24, 6, "country => { iso_code => $c }"));
        var state = 20_261_122u;
        var addresses = Enumerable.Range(0, 20).Select(number => Address(number)).ToArray();
        for (var i = 0; i < 3000; i++)
        {
            var damaged = (byte[])whole.Clone();
            for (var hits = 1 + Next(5); hits > 0; hits--)
            {
                damaged[Next(damaged.Length)] = (byte)Next(256);
            }

            damaged = Next(3) == 0 ? damaged[..Next(damaged.Length)] : damaged;
            if (Read(damaged, out var problem) is { } countries)
            {
                Assert.All(addresses, address => Assert.Matches("^[A-Z]{2}$", countries.CountryOf(address)));
            }
            else
            {
                Assert.NotEmpty(problem!);
            }
        }

        // The same numbers at every run.
        int Next(int below)
        {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            return (int)(state % (uint)below);
        }

        IPAddress Address(int number)
        {
            var octets = new byte[number % 2 == 0 ? 4 : 16];
            for (var place = 0; place < octets.Length; place++)
            {
                octets[place] = (byte)Next(256);
            }

            return new IPAddress(octets);
        }
    }

    [Fact]
    public void Looking_up_costs_no_allocation()
    {
        var countries = Read("192.0.2.0/24,DE\n10.0.0.0/8,US\n"u8.ToArray(), out _)!;
        var address = IPAddress.Parse("192.0.2.7");
        long before = 0;
        long after = 1;

        // What the runtime makes of code that runs often, it makes in the first rounds.
        for (var round = 0; round < 10 && before != after; round++)
        {
            before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                countries.CountryOf(address);
            }

            after = GC.GetAllocatedBytesForCurrentThread();
        }

        Assert.Equal(before, after);
    }

    private ICountries? Read(byte[] octets, out string? problem)
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllBytes(file, octets);
        return CountryFile.Read(file, out problem);
    }

    // Written by the reference writer of the format.
    private async Task<string> WriteAsync(int bits, int version, string record)
    {
        var file = Path.Combine(_folder, "test.mmdb");
        var networks = version == 6 ? "['2001:db8::/32', 'JP']," : "";
        var script = string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            use MaxMind::DB::Writer::Tree;
            my $tree = MaxMind::DB::Writer::Tree->new(
                ip_version => {{version}}, record_size => {{bits}}, database_type => 'Test-Country', languages => ['en'],
                description => { en => 'a test' }, remove_reserved_networks => 0,
                map_key_type_callback => sub {
                    $_[0] eq 'lat' ? 'double' : $_[0] eq 'a' ? 'boolean'
                        : $_[0] =~ /^(country|registered_country|names|location|traits)$/ && ref $_[1] ? 'map' : 'utf8_string'
                },
            );
            for ({{networks}} ['1.2.3.0/24', 'DE'], ['1.2.4.0/22', 'FR'], ['1.3.0.0/16', 'US'], ['255.0.0.0/8', 'SE']) {
                my $c = $_->[1];
                $tree->insert_network($_->[0], { {{record}} });
            }
            open my $out, '>:raw', '{{file}}' or die;
            $tree->write_tree($out);
            """
        );
        var written = await RunAsync("perl", "-e", script);
        Assert.SkipUnless(
            written.Code == 0,
            "MaxMind::DB::Writer is not installed: install the package libmaxmind-db-writer-perl. " + written.Text
        );
        return file;
    }

    private static async Task<string> PeerSaysAsync(string file, string address)
    {
        var (code, text) = await RunAsync("mmdblookup", "--file", file, "--ip", address, "country", "iso_code");
        return code == 0 ? text.Split('"')[1] : ICountries.Unknown;
    }

    private static async Task<(int Code, string Text)> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? output : await error);
    }
}
