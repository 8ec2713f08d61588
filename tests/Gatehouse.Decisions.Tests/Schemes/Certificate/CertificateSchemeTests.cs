using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Refusals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Decisions.Schemes.Certificate;
using Gatehouse.TestKit;

namespace Gatehouse.Decisions.Tests.Schemes.Certificate;

public sealed class CertificateSchemeTests : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly ManualTimeProvider _time = new();
    private readonly TestAuthority _root;
    private CertificateTrust _trust;

    public CertificateSchemeTests()
    {
        _root = TestAuthority.CreateRoot("Clients", _time.GetUtcNow());
        _trust = CertificateTrust.Of([_root.Certificate]);
    }

    public void Dispose() => _root.Dispose();

    [Fact]
    public async Task Certificate_of_the_authority_is_its_user()
    {
        var setup = Setup();
        Assert.Equal("granted to alice", await CauseAsync(setup, _root.Issue()));
        Assert.Equal("certificate.missing", await CauseAsync(setup, certificate: null));
        var principal = setup.Last.Principal;
        Assert.Null(principal);
    }

    [Fact]
    public async Task Certificate_is_judged_by_its_time_and_says_which_end_it_is()
    {
        var setup = Setup();
        Assert.Equal("certificate.expired", await CauseAsync(setup, _root.Issue(ends: TimeSpan.FromDays(-1))));
        var ended = await RefusedAsync(setup, _root.Issue(ends: TimeSpan.FromDays(-1)));
        Assert.Contains(ended.Evidence, piece => piece is { Name: "ended", SeenBy: Disclosure.Caller });
        var early = await RefusedAsync(setup, _root.Issue(begins: TimeSpan.FromDays(1)));
        Assert.Equal("certificate.expired", early.Cause.Id);
        Assert.Contains(early.Evidence, piece => piece is { Name: "begins" });
        Assert.DoesNotContain(early.Evidence, piece => piece is { Name: "ended" });
    }

    [Fact]
    public async Task Remembered_certificate_ends_with_its_time()
    {
        var setup = Setup();
        var certificate = _root.Issue(ends: TimeSpan.FromSeconds(30));
        Assert.Equal("granted to alice", await CauseAsync(setup, certificate));
        _time.Advance(TimeSpan.FromSeconds(31));
        Assert.Equal("certificate.expired", await CauseAsync(setup, certificate));
    }

    [Fact]
    public async Task Certificate_that_leads_to_no_authority_is_a_strangers_whatever_else_is_wrong_with_it()
    {
        var setup = Setup();
        var now = _time.GetUtcNow();
        using var stranger = TestAuthority.CreateRoot("Clients", now);
        using var noAuthority = _root.CreateBelow("No authority", isAuthority: false);
        using var old = _root.CreateBelow("Old", ends: now.AddDays(-1));
        using var short1 = _root.CreateBelow("Short", pathLength: 0);
        using var tooDeep = short1.CreateBelow("Too deep");
        using var selfSigned = SelfSigned();
        (string What, X509Certificate2 Certificate, X509Certificate2[] Beside)[] cases =
        [
            ("another authority of the same name", stranger.Issue(), []),
            ("another authority, sent along", stranger.Issue(), [stranger.Certificate]),
            ("another authority, and too old", stranger.Issue(ends: TimeSpan.FromDays(-1)), []),
            ("signed by itself", selfSigned, []),
            ("signed by a client", noAuthority.Issue(), [noAuthority.Certificate]),
            ("signed by an authority whose time has passed", old.Issue(), [old.Certificate]),
            ("one authority too many", tooDeep.Issue(), [tooDeep.Certificate, short1.Certificate]),
            ("an authority between that nobody sent", short1.Issue(), []),
            ("a server's", _root.Issue(purpose: ServerAuthentication), []),
            ("a key that may not sign", _root.Issue(change: Usage(X509KeyUsageFlags.KeyEncipherment)), []),
            (
                "something critical that nobody knows",
                _root.Issue(change: request =>
                    request.CertificateExtensions.Add(new X509Extension("1.2.3.4.5", [5, 0], critical: true))
                ),
                []
            ),
        ];
        foreach (var (what, certificate, beside) in cases)
        {
            var refused = await RefusedAsync(setup, certificate, beside);
            Assert.True(refused.Cause.Id == "certificate.untrusted", $"{what}: {refused.Cause.Id}");
            Assert.Contains(refused.Evidence, piece => piece is { Name: "problem", SeenBy: Disclosure.Operator });
        }
    }

    [Fact]
    public async Task Way_to_the_authority_may_lead_over_others()
    {
        var setup = Setup();
        using var between = _root.CreateBelow("Between");
        using var below = between.CreateBelow("Below");
        Assert.Equal(
            "granted to alice",
            await CauseAsync(setup, below.Issue(), [below.Certificate, between.Certificate])
        );
        _trust = CertificateTrust.Of([_root.Certificate, between.Certificate]);
        Assert.Equal("granted to alice", await CauseAsync(setup, between.Issue()));
    }

    [Fact]
    public async Task Altered_certificate_is_never_let_in()
    {
        var setup = Setup();
        var good = _root.Issue().RawData;
        for (var i = 0; i < good.Length; i++)
        {
            var altered = (byte[])good.Clone();
            altered[i] ^= 0x01;
            X509Certificate2 certificate;
            try
            {
                certificate = X509CertificateLoader.LoadCertificate(altered);
            }
            catch (CryptographicException)
            {
                continue;
            }

            var cause = await CauseAsync(setup, certificate);
            Assert.StartsWith("certificate.", cause, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Name_of_one_kind_is_never_taken_for_another()
    {
        (CertificateName By, Action<SubjectAlternativeNameBuilder> Names, string Subject, bool Good)[] cases =
        [
            (CertificateName.Email, names => names.AddEmailAddress("alice"), "CN=x", true),
            (CertificateName.Email, names => names.AddEmailAddress("ALICE"), "CN=x", true),
            (CertificateName.Email, names => names.AddDnsName("alice"), "CN=x", false),
            (CertificateName.Email, names => names.AddUserPrincipalName("alice"), "CN=alice", false),
            (CertificateName.Email, names => names.AddEmailAddress("eve"), "CN=alice", false),
            (CertificateName.Dns, names => names.AddDnsName("alice"), "CN=x", true),
            (CertificateName.Dns, names => names.AddEmailAddress("alice"), "CN=alice", false),
            (CertificateName.Uri, names => names.AddUri(new Uri("urn:alice")), "CN=alice", false),
            (CertificateName.CommonName, names => names.AddEmailAddress("eve"), "CN=alice", true),
            (CertificateName.CommonName, names => names.AddEmailAddress("alice"), "CN=eve", false),
            (CertificateName.CommonName, names => names.AddEmailAddress("alice"), "CN=alice, CN=eve", false),
            (CertificateName.CommonName, names => names.AddEmailAddress("alice"), "O=alice", false),
            (CertificateName.Email, names => names.AddEmailAddress("*"), "CN=alice", false),
        ];
        foreach (var (by, names, subject, good) in cases)
        {
            var setup = Setup(new CertificateMap(by));
            Assert.Equal(
                good ? "granted to alice" : "certificate.unmapped",
                await CauseAsync(setup, _root.Issue(subject, names))
            );
        }
    }

    [Fact]
    public async Task Name_that_another_reader_would_cut_short_is_nobodys()
    {
        var setup = Setup();
        foreach (var name in new[] { "alice\0.evil.example", "alice\n", "\u007falice" })
        {
            var extension = Alternative(name);
            var certificate = _root.Issue(change: request =>
            {
                request.CertificateExtensions.RemoveAt(0);
                request.CertificateExtensions.Add(extension);
            });
            Assert.Equal("certificate.unmapped", await CauseAsync(setup, certificate));
        }

        var common = Setup(new CertificateMap(CertificateName.CommonName));
        Assert.Equal("certificate.unmapped", await CauseAsync(common, _root.Issue("CN=\"alice\0\"")));
    }

    [Fact]
    public async Task Certificate_of_two_users_is_neithers()
    {
        var setup = Setup();
        setup.Directory.Put("bob");
        Action<SubjectAlternativeNameBuilder> both = names =>
        {
            names.AddEmailAddress("alice");
            names.AddEmailAddress("bob");
        };
        Assert.Equal("certificate.unmapped", await CauseAsync(setup, _root.Issue(names: both)));
        Action<SubjectAlternativeNameBuilder> one = names =>
        {
            names.AddEmailAddress("nobody@site.example");
            names.AddEmailAddress("alice");
        };
        Assert.Equal("granted to alice", await CauseAsync(setup, _root.Issue(names: one)));
    }

    [Fact]
    public async Task Table_of_users_counts_alone_where_it_is_given()
    {
        var subject = "CN=\"Anna, the first\", OU=Sales, O=Example";
        var by = new CertificateMap(
            CertificateName.Subject,
            [new(CertificateMap.Spelled("cn=Anna\\, the first, ou=Sales, O=Example"), "alice")]
        );
        Assert.Equal("granted to alice", await CauseAsync(Setup(by), _root.Issue(subject)));
        Assert.Equal("certificate.unmapped", await CauseAsync(Setup(by), _root.Issue("CN=Anna, O=Example")));
        var mail = new CertificateMap(CertificateName.Email, [new("Anna@Example.com", "alice")]);
        Assert.Equal(
            "granted to alice",
            await CauseAsync(Setup(mail), _root.Issue(names: names => names.AddEmailAddress("anna@example.com")))
        );
        Assert.Equal("certificate.unmapped", await CauseAsync(Setup(mail), _root.Issue()));
    }

    [Theory]
    [InlineData("disabled", "user.disabled")]
    [InlineData("locked", "user.locked")]
    public async Task Barred_user_is_told_to_the_holder_and_without_a_challenge_that_is_403(string how, string cause)
    {
        var setup = Setup();
        setup.Directory.Put("off", user => user with { Disabled = how == "disabled", Locked = how == "locked" });
        var certificate = _root.Issue(names: names => names.AddEmailAddress("off"));
        var refused = await RefusedAsync(setup, certificate);
        Assert.Equal(cause, refused.Cause.Id);
        var refusal = RefusalFactory.Create(setup.Last, refused, "GH-X", "en");
        Assert.Equal((403, 0), (refusal.Status, refusal.Challenges.Count));
    }

    [Fact]
    public async Task Where_something_else_is_offered_a_bad_certificate_is_401_with_its_challenge()
    {
        var setup = Setup(more: setup => [setup.Basic]);
        var refused = await RefusedAsync(setup, _root.Issue(ends: TimeSpan.FromDays(-1)));
        Assert.Equal("certificate.expired", refused.Cause.Id);
        var refusal = RefusalFactory.Create(setup.Last, refused, "GH-X", "en");
        Assert.Equal((401, "Basic"), (refusal.Status, Assert.Single(refusal.Challenges).Scheme));
        Assert.Equal("credentials.missing", await CauseAsync(setup, certificate: null));
        Assert.Equal(
            "granted to alice",
            await CauseOfAsync(
                setup,
                Facts(
                    setup,
                    _root.Issue(ends: TimeSpan.FromDays(-1)),
                    [],
                    ("Authorization", DecisionSetup.BasicOf("alice", "right"))
                )
            )
        );
    }

    [Fact]
    public async Task Text_of_a_certificate_is_no_credential_in_another_place()
    {
        var setup = Setup(places: new ClientCertificates("Client-Cert"), more: setup => [setup.Basic]);
        var certificate = _root.Issue();
        var field = FieldOf(certificate);
        Assert.Equal("granted to alice", await ThroughProxyAsync(setup, ("Client-Cert", field)));
        foreach (var word in new[] { "Certificate", "certificate", "Client-Cert" })
        {
            Assert.NotEqual(
                "granted to alice",
                await CauseOfAsync(setup, Facts(setup, certificate: null, [], ("Authorization", $"{word} {field}")))
            );
        }

        Assert.Equal(
            "credentials.missing",
            await CauseOfAsync(setup, Facts(setup, certificate: null, [], ("Client-Cert", field)))
        );
    }

    [Fact]
    public async Task Proxy_passes_certificates_on_in_each_spelling_and_its_own_is_not_its_clients()
    {
        using var between = _root.CreateBelow("Between");
        var setup = Setup(places: new ClientCertificates("Client-Cert"));
        var certificate = between.Issue();
        var chain = ("Client-Cert-Chain", FieldOf(between.Certificate));
        var pem = certificate.ExportCertificatePem();
        (string Value, string Cause)[] cases =
        [
            (FieldOf(certificate), "granted to alice"),
            (Uri.EscapeDataString(pem + "\n"), "granted to alice"),
            (pem.Replace('\n', ' '), "granted to alice"),
            (Convert.ToBase64String(certificate.RawData), "granted to alice"),
            ("", "certificate.missing"),
            (":", "certificate.untrusted"),
            ("::", "certificate.untrusted"),
            (":AAAA:", "certificate.untrusted"),
            ($"{FieldOf(certificate)}, {FieldOf(certificate)}", "certificate.untrusted"),
            (FieldOf(certificate)[..^1], "certificate.untrusted"),
            (Uri.EscapeDataString(pem + pem), "certificate.untrusted"),
            ("(null)", "certificate.untrusted"),
            ("%", "certificate.untrusted"),
        ];
        foreach (var (value, cause) in cases)
        {
            Assert.Equal(cause, await ThroughProxyAsync(setup, ("Client-Cert", value), chain));
        }

        Assert.Equal(
            "certificate.untrusted",
            await ThroughProxyAsync(
                Setup(places: new ClientCertificates("Client-Cert")),
                ("Client-Cert", FieldOf(_root.Issue(names: names => names.AddEmailAddress("eve")))),
                ("Client-Cert", FieldOf(certificate)),
                chain
            )
        );
        var own = Facts(setup, _root.Issue(), []);
        Assert.Equal("certificate.missing", await CauseOfAsync(setup, Through(own)));
        Assert.Equal("certificate.missing", await CauseOfAsync(Setup(), Through(own)));
    }

    [Fact]
    public async Task Another_sites_page_cannot_use_the_browsers_certificate()
    {
        var setup = Setup();
        var facts = Facts(
            setup,
            _root.Issue(),
            [],
            ("Origin", "https://evil.example"),
            ("Sec-Fetch-Site", "cross-site")
        );
        Assert.Equal("csrf.cross-site", await CauseOfAsync(setup, With(facts, "POST")));
        Assert.Equal("granted to alice", await CauseOfAsync(setup, facts));
    }

    [Fact]
    public async Task Revoked_is_refused_and_a_list_that_is_missing_or_old_closes()
    {
        using var between = _root.CreateBelow("Between");
        var certificate = between.Issue();
        var other = between.Issue();
        X509Certificate2[] authorities = [_root.Certificate, between.Certificate];
        var now = _time.GetUtcNow();
        var ends = now.AddDays(7);
        (string What, byte[][] Lists, string Cause)[] cases =
        [
            ("nothing revoked", [_root.Revoke(ends), between.Revoke(ends, other)], "granted to alice"),
            ("revoked", [_root.Revoke(ends), between.Revoke(ends, other, certificate)], "certificate.revoked"),
            (
                "its authority is revoked",
                [_root.Revoke(ends, between.Certificate), between.Revoke(ends)],
                "certificate.revoked"
            ),
            ("no list of its authority", [_root.Revoke(ends)], "server.configuration"),
            ("no list of the root", [between.Revoke(ends)], "server.configuration"),
            ("an old list", [_root.Revoke(ends), between.Revoke(now.AddMinutes(-1))], "server.configuration"),
            ("no lists at all", [], "server.configuration"),
        ];
        foreach (var (what, lists, cause) in cases)
        {
            _trust = CertificateTrust.Of(
                authorities,
                [.. lists.Select(list => RevocationList.TryRead(list, "x.crl")!)]
            );
            var found = await CauseAsync(Setup(), certificate);
            Assert.True(found == cause, $"{what}: {found}");
        }
    }

    [Fact]
    public async Task Remembered_certificate_is_judged_again_when_the_files_change()
    {
        var certificate = _root.Issue();
        var ends = _time.GetUtcNow().AddDays(7);
        var setup = Setup();
        Assert.Equal("granted to alice", await CauseAsync(setup, certificate));
        _trust = CertificateTrust.Of([_root.Certificate], [RevocationList.TryRead(_root.Revoke(ends), "x.crl")!]);
        Assert.Equal("granted to alice", await CauseAsync(setup, certificate));
        _trust = CertificateTrust.Of(
            [_root.Certificate],
            [RevocationList.TryRead(_root.Revoke(ends, certificate), "x.crl")!]
        );
        Assert.Equal("certificate.revoked", await CauseAsync(setup, certificate));
        _trust = CertificateTrust.Of([_root.Certificate], []);
        Assert.Equal("server.configuration", await CauseAsync(setup, certificate));
        using var stranger = TestAuthority.CreateRoot("Clients", _time.GetUtcNow());
        _trust = CertificateTrust.Of([stranger.Certificate]);
        Assert.Equal("certificate.untrusted", await CauseAsync(setup, certificate));
    }

    [Fact]
    public async Task Remembered_certificate_ends_with_the_list()
    {
        var ends = _time.GetUtcNow().AddSeconds(10);
        _trust = CertificateTrust.Of([_root.Certificate], [RevocationList.TryRead(_root.Revoke(ends), "x.crl")!]);
        var setup = Setup();
        var certificate = _root.Issue();
        Assert.Equal("granted to alice", await CauseAsync(setup, certificate));
        _time.Advance(TimeSpan.FromSeconds(41));
        Assert.Equal("server.configuration", await CauseAsync(setup, certificate));
    }

    [Fact]
    public async Task Trust_that_cannot_be_established_closes_the_route_for_everybody()
    {
        _trust = CertificateTrust.Closed("ca.pem is not there");
        var setup = Setup(more: setup => [setup.Basic]);
        Assert.Equal("server.configuration", await CauseAsync(setup, _root.Issue()));
        Assert.Equal("server.configuration", await CauseAsync(setup, certificate: null));
        using var between = _root.CreateBelow("Between");
        Assert.NotNull(CertificateTrust.Of([between.Certificate]).Problem);
        Assert.NotNull(CertificateTrust.Of([]).Problem);
    }

    [Fact]
    public void List_that_others_have_signed_or_that_is_altered_is_not_relied_on()
    {
        using var stranger = TestAuthority.CreateRoot("Clients", _time.GetUtcNow());
        var ends = _time.GetUtcNow().AddDays(7);
        var foreign = RevocationList.TryRead(stranger.Revoke(ends), "x.crl")!;
        Assert.NotNull(CertificateTrust.Of([_root.Certificate], [foreign]).Problem);
        var good = _root.Revoke(ends, _root.Issue());
        Assert.Null(CertificateTrust.Of([_root.Certificate], [RevocationList.TryRead(good, "x.crl")!]).Problem);
        for (var i = 0; i < good.Length; i++)
        {
            var altered = (byte[])good.Clone();
            altered[i] ^= 0x01;
            if (RevocationList.TryRead(altered, "x.crl") is { } list)
            {
                Assert.NotNull(CertificateTrust.Of([_root.Certificate], [list]).Problem);
            }

            Assert.Null(RevocationList.TryRead(good.AsMemory(0, i), "x.crl"));
        }
    }

    private static Action<CertificateRequest> Usage(X509KeyUsageFlags usage) =>
        request => request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));

    private static string FieldOf(X509Certificate2 certificate) => $":{Convert.ToBase64String(certificate.RawData)}:";

    private X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=alice", key, HashAlgorithmName.SHA256);
        var now = _time.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }

    private static X509Extension Alternative(string mail)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteCharacterString(UniversalTagNumber.IA5String, mail, new Asn1Tag(TagClass.ContextSpecific, 1));
        }

        return new X509Extension("2.5.29.17", writer.Encode(), critical: false);
    }

    private DecisionSetup Setup(
        CertificateMap? map = null,
        ClientCertificates? places = null,
        Func<DecisionSetup, IEnumerable<IScheme>>? more = null
    ) =>
        new()
        {
            Time = _time,
            Routes = setup =>
                [
                    setup.Api("/**") with
                    {
                        Schemes =
                        [
                            new CertificateScheme(
                                places ?? new ClientCertificates(),
                                () => _trust,
                                map ?? new CertificateMap(CertificateName.Email),
                                setup.Directory
                            ),
                            .. more?.Invoke(setup) ?? [],
                        ],
                    },
                ],
        };

    private static RequestFacts Facts(
        DecisionSetup setup,
        X509Certificate2? certificate,
        X509Certificate2[] beside,
        params (string Name, string Value)[] headers
    )
    {
        setup.Certificate = certificate;
        setup.CertificatesBeside = beside;
        return setup.Facts("GET", "/x", headers);
    }

    private static RequestFacts With(RequestFacts facts, string method) => Copy(facts, method, proxy: false);

    private static RequestFacts Through(RequestFacts facts) => Copy(facts, facts.Method, proxy: true);

    private static RequestFacts Copy(RequestFacts facts, string method, bool proxy) =>
        new()
        {
            Method = method,
            Target = facts.Target,
            Path = facts.Path,
            Host = facts.Host,
            Authority = facts.Authority,
            Headers = facts.Headers,
            Https = facts.Https,
            Certificate = facts.Certificate,
            Peer = facts.Peer,
            Client = facts.Client,
            ThroughTrustedProxy = proxy,
            ReceivedAt = facts.ReceivedAt,
        };

    private static Task<string> ThroughProxyAsync(DecisionSetup setup, params (string Name, string Value)[] headers) =>
        CauseOfAsync(setup, Through(Facts(setup, certificate: null, [], headers)));

    private static Task<string> CauseAsync(
        DecisionSetup setup,
        X509Certificate2? certificate,
        X509Certificate2[]? beside = null
    ) => CauseOfAsync(setup, Facts(setup, certificate, beside ?? []));

    private static async Task<string> CauseOfAsync(DecisionSetup setup, RequestFacts facts) =>
        await setup.DecideAsync(facts) switch
        {
            Refused refused => refused.Cause.Id,
            Granted granted => "granted to " + (granted.Principal?.Name ?? "anybody"),
            _ => throw new InvalidOperationException(),
        };

    private static async Task<Refused> RefusedAsync(
        DecisionSetup setup,
        X509Certificate2 certificate,
        X509Certificate2[]? beside = null
    ) => (Refused)await setup.DecideAsync(Facts(setup, certificate, beside ?? []));
}
