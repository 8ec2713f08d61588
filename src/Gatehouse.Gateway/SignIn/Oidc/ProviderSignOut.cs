using System.Text;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Sessions;

namespace Gatehouse.Gateway.SignIn.Oidc;

/// <summary>Where a person signs out of their provider too (OpenID Connect RP-Initiated Logout 1.0).</summary>
internal sealed class ProviderSignOut(OidcServices services)
{
    /// <summary>The provider's address for signing out of a session's sign-in; null where there is none, or it is away.</summary>
    public async Task<Uri?> FindAsync(Site site, SessionRecord session, CancellationToken cancellationToken)
    {
        if (
            session is not { Provider: { } name, Sealed: { } closed }
            || services.Providers().Find(name) is not { Client: { } client } provider
            || (client.KnownMetadata ?? (await client.FindMetadataAsync(cancellationToken)).Value)
                is not { EndSession: { } address }
        )
        {
            return null;
        }

        var query = new StringBuilder(address.AbsoluteUri, 1024);
        query.Append(address.Query.Length == 0 ? '?' : '&');
        query.Append("client_id=").Append(Uri.EscapeDataString(provider.Settings.ClientId!));
        query
            .Append("&post_logout_redirect_uri=")
            .Append(Uri.EscapeDataString(new Uri(site.PublicUrl, site.Prefix + "sign-in?signed-out").AbsoluteUri));
        if (SealedSignIn.Open(services.SignIn.Seal, session.Id, closed.Span) is { IdToken: { } hint })
        {
            query.Append("&id_token_hint=").Append(Uri.EscapeDataString(hint));
        }

        return new Uri(query.ToString());
    }
}
