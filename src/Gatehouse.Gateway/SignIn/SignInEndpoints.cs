using Gatehouse.Gateway.Endpoints;
using Gatehouse.Gateway.SignIn.Oidc;

namespace Gatehouse.Gateway.SignIn;

/// <summary>The pages and endpoints for people who sign in.</summary>
internal static class SignInEndpoints
{
    public static IEnumerable<IEndpoint> All(SignInServices services, OidcServices oidc)
    {
        var starter = new SessionStarter(services.Sessions, services.Started);
        var answers = new SignInAnswers(services);
        var passwords = new PasswordSignIn(services, answers, starter);
        return
        [
            new SignInEndpoint(services, answers, passwords),
            new SecondFactorEndpoint(services, answers, starter, passwords),
            new NewPasswordEndpoint(services, passwords),
            new ResetEndpoint(services),
            new SignOutEndpoint(services, new ProviderSignOut(oidc)),
            new ProviderSignInEndpoint(oidc),
            new CallbackEndpoint(oidc, starter),
            new BackChannelLogoutEndpoint(oidc),
            new AccountEndpoint(services),
            new AccountFactorEndpoint(services, starter),
            new SessionEndpoint(services, renews: false),
            new SessionEndpoint(services, renews: true),
            new SessionScriptEndpoint(),
            new ChangePasswordEndpoint(),
            new HelpEndpoint(),
        ];
    }
}
