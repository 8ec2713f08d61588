using System.Net;
using Gatehouse.Decisions.Admission;
using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class AdmissionSection : Section<AdmissionConfiguration>
{
    private static readonly ConfigurationKeyOf<IReadOnlyList<IPNetwork>> Allow = ConfigurationKeyOf<
        IReadOnlyList<IPNetwork>
    >.WithDefault(
        "allow",
        Kinds.Networks,
        [],
        "The networks that alone may come; empty means all (403 `client.address-denied`).",
        "[10.0.0.0/8]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<IPNetwork>> Deny = ConfigurationKeyOf<
        IReadOnlyList<IPNetwork>
    >.WithDefault(
        "deny",
        Kinds.Networks,
        [],
        "The networks that may not come, also where `allow` names them (403 `client.address-denied`).",
        "[203.0.113.0/24]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<IPNetwork>> NeverBan = ConfigurationKeyOf<
        IReadOnlyList<IPNetwork>
    >.WithDefault(
        "never-ban",
        Kinds.Networks,
        [],
        "The networks that are never banned for trying many users; loopback and `trusted-proxies` never are (403 `client.banned`).",
        "[192.0.2.0/24]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> DenyHosts = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "deny-hosts",
        new ListKind<string>(new HostKind()),
        [],
        "Hosts that may not come: the caller's name by confirmed reverse look-up (403 `client.host-denied`).",
        "[bad.example]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> AllowCountries = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "allow-countries",
        new ListKind<string>(new CountryKind()),
        [],
        "The countries that alone may come; empty means all (403 `client.country-denied`). `ZZ` stands for addresses that the file does not know, private ones among them.",
        "[DE, FR]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> DenyCountries = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "deny-countries",
        new ListKind<string>(new CountryKind()),
        [],
        "The countries that may not come (403 `client.country-denied`).",
        "[XX]"
    );

    private static readonly ConfigurationKeyOf<string> CountryFile = ConfigurationKeyOf<string>.Optional(
        "country-file",
        new FileKind(),
        "The file that says which network is in which country: lines of `NETWORK,COUNTRY` or `FIRST,LAST,COUNTRY`, or a MaxMind database (`.mmdb`). Read at the start and on a reload.",
        "./countries.csv"
    );

    public override string Title => "admission";

    public override string Doc => "Who may come at all, whatever the route.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } =
    [Allow, Deny, NeverBan, DenyHosts, AllowCountries, DenyCountries, CountryFile];

    protected override AdmissionConfiguration Bind(SectionReading reading)
    {
        var countries = reading.Has(AllowCountries) ? AllowCountries : DenyCountries;
        if (reading.Has(countries) && !reading.Has(CountryFile))
        {
            reading.Error(
                countries,
                "country-file-missing",
                $"`{reading.PathOf(countries)}` needs to know which address is in which country.",
                $"Add, for example, `country-file: {CountryFile.Example}`."
            );
        }

        var file = reading.Find(CountryFile);
        return new()
        {
            Allow = reading.Get(Allow),
            Deny = reading.Get(Deny),
            NeverBan = reading.Get(NeverBan),
            DenyHosts = reading.Get(DenyHosts),
            AllowCountries = reading.Get(AllowCountries),
            DenyCountries = reading.Get(DenyCountries),
            CountryFile = file,
            Countries = file is not null && File.Exists(file) ? ReadCountries(reading, file) : null,
        };
    }

    // A file that is not there has been warned of; what asks it stays closed.
    private static ICountries? ReadCountries(SectionReading reading, string file)
    {
        var countries = Countries.CountryFile.Read(file, out var problem);
        if (countries is null)
        {
            reading.Error(
                CountryFile,
                "country-file-unreadable",
                $"`{reading.PathOf(CountryFile)}` is {Excerpt.Of(file)}, and {problem}."
            );
        }

        return countries;
    }
}
