namespace Gatehouse.Lab.Dress.Servers;

/// <summary>Traefik with the middlewares basicAuth, digestAuth, ipAllowList and rateLimit.</summary>
internal sealed class TraefikDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "traefik";

    /// <inheritdoc/>
    public override string Server =>
        "Traefik's basicAuth or digestAuth: seventeen octets of text under the realm traefik";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        var answer = DressedAnswer.Of(401, "text/plain", "401 Unauthorized\n");
        return context.Is("Digest")
            ? answer.Asking(
                context.Digest(
                    ("realm", context.Realm),
                    ("nonce", "m3vCVJ5WVO0lxlb8"),
                    ("opaque", "dJbmAxdgPVvWBYtF"),
                    ("algorithm", "MD5"),
                    ("qop", "auth")
                )
            )
            : answer.Asking(Basic("traefik"));
    }

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        status == 404
            ? DressedAnswer
                .Of(404, "text/plain; charset=utf-8", "404 page not found\n")
                .With("X-Content-Type-Options", "nosniff")
            : DressedAnswer.Of(status, "text/plain; charset=utf-8", Phrase(status));
}
