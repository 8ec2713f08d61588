using System.Net;
using Gatehouse.Gateway.Configuration.Values;
using Gatehouse.Protocol.Digest;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class DigestSection : Section<DigestConfiguration>
{
    private static readonly DigestConfiguration Default = new();

    private static readonly ConfigurationKeyOf<IReadOnlyList<DigestAlgorithm>> Algorithms = ConfigurationKeyOf<
        IReadOnlyList<DigestAlgorithm>
    >.WithDefault(
        "algorithms",
        new ListKind<DigestAlgorithm>(
            new ChoiceKind<DigestAlgorithm>([
                .. new DigestAlgorithm[]
                {
                    new(DigestHash.Sha256),
                    new(DigestHash.Sha512T256),
                    new(DigestHash.Md5),
                    new(DigestHash.Sha256, Session: true),
                    new(DigestHash.Sha512T256, Session: true),
                    new(DigestHash.Md5, Session: true),
                }.Select(algorithm => (algorithm.Name.ToLowerInvariant(), algorithm)),
            ]),
            mayBeEmpty: false
        ),
        Default.Algorithms,
        "The algorithms, one challenge each, in the order in which they are offered. Clients take the first that they know; "
            + "curl before 8 answers SHA-512-256 wrongly, so put it after SHA-256.",
        "[sha-256, md5]"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<string>> Qops = ConfigurationKeyOf<
        IReadOnlyList<string>
    >.WithDefault(
        "qop",
        new ListKind<string>(
            new ChoiceKind<string>(
                (DigestArithmetic.Auth, DigestArithmetic.Auth),
                (DigestArithmetic.AuthInt, DigestArithmetic.AuthInt)
            ),
            mayBeEmpty: false
        ),
        Default.Qops,
        "The qualities of protection: `auth` covers the request's method and target, `auth-int` its body too (up to 64 KiB). "
            + "wget gives up where it reads a list of two.",
        "[auth, auth-int]"
    );

    private static readonly ConfigurationKeyOf<bool> UserHash = ConfigurationKeyOf<bool>.WithDefault(
        "userhash",
        Kinds.Boolean,
        Default.UserHash,
        "Whether clients are asked to send the hash of a user's name in its place (RFC 7616 section 3.4.4).",
        "true"
    );

    private static readonly ConfigurationKeyOf<TimeSpan> NonceLifetime = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "nonce-lifetime",
        Kinds.Duration(TimeSpan.FromSeconds(10), TimeSpan.FromDays(1)),
        Default.NonceLifetime,
        "How long a nonce is answered; then the client gets another, without a question to its user.",
        "5m"
    );

    private static readonly ConfigurationKeyOf<IReadOnlyList<IPNetwork>> RewritingProxies = ConfigurationKeyOf<
        IReadOnlyList<IPNetwork>
    >.WithDefault(
        "rewriting-proxies",
        Kinds.Networks,
        Default.RewritingProxies,
        "The proxies of `trusted-proxies` that ask for another target than they were asked for. The target that the client "
            + "signed may then be the one that the proxy names in `X-Forwarded-Uri` or `X-Original-URI`, which it must set "
            + "itself on every request.",
        "[127.0.0.1/32]"
    );

    public override string Title => "digest";

    public override string Doc =>
        "What is offered of Digest (RFC 7616). It works for users for whom it is switched on: `gatehouse user add --digest`.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } =
    [Algorithms, Qops, UserHash, NonceLifetime, RewritingProxies];

    protected override DigestConfiguration Bind(SectionReading reading)
    {
        var algorithms = reading.Get(Algorithms);
        if (algorithms.Any(algorithm => algorithm.Hash == DigestHash.Md5))
        {
            reading.Warn(
                Algorithms,
                "digest-md5",
                $"`{reading.PathOf(Algorithms)}` has MD5, which is broken: passwords can be guessed from what is kept and what is sent much faster than with SHA-256.",
                "Leave it out unless a client knows nothing else, and have that one use https."
            );
        }

        return new()
        {
            Algorithms = [.. algorithms.Distinct()],
            Qops = [.. reading.Get(Qops).Distinct(StringComparer.Ordinal)],
            UserHash = reading.Get(UserHash),
            NonceLifetime = reading.Get(NonceLifetime),
            RewritingProxies = reading.Get(RewritingProxies),
        };
    }
}
