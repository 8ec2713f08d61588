using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

internal sealed class SessionSection : Section<SessionConfiguration>
{
    private static readonly SessionConfiguration Default = new();

    private static readonly ConfigurationKeyOf<TimeSpan> Idle = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "idle",
        Kinds.Duration(TimeSpan.FromMinutes(1), TimeSpan.FromDays(30)),
        Default.Idle,
        "How long a sign-in may stand unused.",
        "30m"
    );

    private static readonly ConfigurationKeyOf<TimeSpan> Absolute = ConfigurationKeyOf<TimeSpan>.WithDefault(
        "absolute",
        Kinds.Duration(TimeSpan.FromMinutes(5), TimeSpan.FromDays(365)),
        Default.Absolute,
        "How long a sign-in lasts at most.",
        "12h"
    );

    private static readonly ConfigurationKeyOf<string> CookieDomain = ConfigurationKeyOf<string>.Optional(
        "cookie-domain",
        new HostKind(wildcardAllowed: false),
        "The domain over whose subdomains the sign-in is shared; the cookie is then `__Secure-gatehouse`.",
        "example.com",
        "none: this host alone"
    );

    private static readonly ConfigurationKeyOf<bool> PlainHttp = ConfigurationKeyOf<bool>.WithDefault(
        "plain-http",
        Kinds.Boolean,
        Default.PlainHttp,
        "Whether people may sign in over plain http from beyond loopback: whoever can listen on the way can then take the "
            + "session over. Needs `https: optional`.",
        "true"
    );

    public override string Title => "session";

    public override string Doc => "How long sign-ins last.";

    public override IReadOnlyList<ConfigurationKey> Keys { get; } = [Idle, Absolute, CookieDomain, PlainHttp];

    protected override SessionConfiguration Bind(SectionReading reading)
    {
        if (reading.Get(Idle) > reading.Get(Absolute))
        {
            reading.Error(
                reading.Has(Idle) ? Idle : Absolute,
                "session-idle-longer",
                $"`{reading.PathOf(Idle)}` is longer than `{reading.PathOf(Absolute)}`, so it would never count.",
                "Make idle the shorter of the two."
            );
        }

        var domain = reading.Find(CookieDomain);
        if (
            domain is not null
            && (!domain.Contains('.', StringComparison.Ordinal) || System.Net.IPAddress.TryParse(domain, out _))
        )
        {
            reading.Error(
                CookieDomain,
                "cookie-domain-invalid",
                $"`{reading.PathOf(CookieDomain)}` is `{domain}`: browsers take a domain of at least two labels, and no IP address."
            );
        }

        return new()
        {
            Idle = reading.Get(Idle),
            Absolute = reading.Get(Absolute),
            CookieDomain = domain,
            PlainHttp = reading.Get(PlainHttp),
        };
    }
}
