using Gatehouse.Decisions;
using Gatehouse.Decisions.Users;

namespace Gatehouse.Gateway.SignIn.Oidc;

/// <summary>What signing in at providers works with, besides what every sign-in does.</summary>
internal sealed class OidcServices
{
    public required SignInServices SignIn { get; init; }

    public required IUserLinks Links { get; init; }

    /// <summary>The providers, as they are now.</summary>
    public required Func<OidcProviders> Providers { get; init; }

    /// <summary>The states that came back and the logout tokens that were taken.</summary>
    public required OnceOnly Used { get; init; }

    /// <summary>Where the provider sends the browser back: from <c>public-url</c> alone, never from the request.</summary>
    public static Uri RedirectOf(Site site, string provider) =>
        new(site.PublicUrl, $"{site.Prefix}callback/{provider}");
}
