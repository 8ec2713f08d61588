using Gatehouse.Gateway.Endpoints;

namespace Gatehouse.Gateway.SignIn;

/// <summary>The pages and endpoints for people who sign in.</summary>
internal static class SignInEndpoints
{
    public static IEnumerable<IEndpoint> All(SignInServices services)
    {
        var starter = new SessionStarter(services.Sessions);
        return
        [
            new SignInEndpoint(services, starter),
            new NewPasswordEndpoint(services, starter),
            new ResetEndpoint(services),
            new SignOutEndpoint(services),
            new AccountEndpoint(services),
            new SessionEndpoint(services, renews: false),
            new SessionEndpoint(services, renews: true),
            new SessionScriptEndpoint(),
            new ChangePasswordEndpoint(),
            new HelpEndpoint(),
        ];
    }
}
