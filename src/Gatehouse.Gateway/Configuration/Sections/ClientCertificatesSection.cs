using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class ClientCertificatesSection : Section<ClientCertificatesConfiguration>
{
    private static readonly ConfigurationKeyOf<string> Authorities = ConfigurationKeyOf<string>.Optional(
        "authorities",
        new FileKind(),
        "The PEM or DER file of the authorities that issue the certificates, up to the root. Read again when it changes.",
        "clients-ca.pem"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> RevocationLists = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.Optional(
        "revocation-lists",
        new ListKind<string>(new FileKind(), mayBeEmpty: false),
        "The revocation lists (CRL, PEM or DER) of every one of the authorities. Read again when they change; past its end one closes what needs it.",
        "[clients.crl]"
    );

    private static readonly ConfigurationKeyOf<string> Header = ConfigurationKeyOf<string>.Optional(
        "header",
        Kinds.Header,
        "The field in which `trusted-proxies` pass their client's certificate on: `Client-Cert` (RFC 9440), or another one with PEM in percent escapes. They must replace what clients send under this name.",
        "Client-Cert"
    );

    private static readonly ConfigurationKeyOf<CertificateName> MapBy = ConfigurationKeyOf<CertificateName>.WithDefault(
        "map-by",
        new ChoiceKind<CertificateName>(
            ("email", CertificateName.Email),
            ("dns", CertificateName.Dns),
            ("uri", CertificateName.Uri),
            ("common-name", CertificateName.CommonName),
            ("subject", CertificateName.Subject)
        ),
        CertificateName.Email,
        "Which name in a certificate says whose it is: an alternative name (`email`, `dns`, `uri`), the subject's common name, or the whole subject (RFC 4514).",
        "email"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyDictionary<string, string>> Users = ConfigurationKeyOf<
        IReadOnlyDictionary<string, string>
    >.Optional(
        "users",
        new MapKind<string>(Kinds.Text, Kinds.Text),
        "The users by such names, where the name is not the user's own. With it, no other name counts.",
        "{ anna@example.com: anna }"
    );

    public override string Title => "client certificates";

    public override string Doc =>
        "Whose client certificates count, where they are found and whose they are: for the scheme `certificate`, and for tokens that are bound to a certificate (RFC 8705).";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } =
    [Authorities, RevocationLists, Header, MapBy, Users];

    protected override ClientCertificatesConfiguration Bind(SectionReading reading)
    {
        var by = reading.Get(MapBy);
        var users = reading.Find(Users);
        if (by == CertificateName.Subject && users is null)
        {
            reading.Error(
                MapBy,
                "client-certificates-users-missing",
                $"`{reading.PathOf(MapBy)}` is `subject`, and no `users` say whose the subjects are.",
                "Add, for example, `users: { \"CN=anna,O=Example\": anna }`."
            );
        }

        if (reading.Has(RevocationLists) && !reading.Has(Authorities))
        {
            reading.Error(
                RevocationLists,
                "client-certificates-authorities-missing",
                $"`{reading.PathOf(RevocationLists)}` has lists, and no `authorities` have signed them.",
                "Add `authorities`."
            );
        }

        return new()
        {
            Authorities = reading.Find(Authorities),
            RevocationLists = reading.Find(RevocationLists),
            Header = reading.Find(Header),
            MapBy = by,
            Users =
                by == CertificateName.Subject
                    ? users?.ToDictionary(
                        user => CertificateMap.Spelled(user.Key),
                        user => user.Value,
                        StringComparer.Ordinal
                    )
                    : users,
            Location = reading.Location,
        };
    }
}
