using Gatehouse.Gateway.Endpoints;
using Gatehouse.Gateway.SignIn.Oidc;

namespace Gatehouse.Gateway.SignIn;

/// <summary>The pages and endpoints for people who sign in.</summary>
internal static class SignInEndpoints
{
    public static IEnumerable<IEndpoint> All(SignInServices services, OidcServices oidc)
    {
        var starter = new SessionStarter(services.Sessions);
        return
        [
            new SignInEndpoint(services, starter),
            new NewPasswordEndpoint(services, starter),
            new ResetEndpoint(services),
            new SignOutEndpoint(services, new ProviderSignOut(oidc)),
            new ProviderSignInEndpoint(oidc),
            new CallbackEndpoint(oidc, starter),
            new BackChannelLogoutEndpoint(oidc),
            new AccountEndpoint(services),
            new SessionEndpoint(services, renews: false),
            new SessionEndpoint(services, renews: true),
            new SessionScriptEndpoint(),
            new ChangePasswordEndpoint(),
            new HelpEndpoint(),
        ];
    }
}
