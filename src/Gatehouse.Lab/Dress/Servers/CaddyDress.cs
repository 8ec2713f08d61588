namespace Gatehouse.Lab.Dress.Servers;

/// <summary>Caddy with <c>basic_auth</c>.</summary>
internal sealed class CaddyDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "caddy";

    /// <inheritdoc/>
    public override string Server => "Caddy with basic_auth: an empty 401 under the realm restricted";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context) =>
        Other(context, 401).Asking(Basic("restricted"));

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        DressedAnswer.Empty(status).With("Server", "Caddy");
}
