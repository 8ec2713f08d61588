using System.Globalization;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Lab.Dress.Frameworks;

/// <summary>ASP.NET Core on Kestrel with the handlers JwtBearer and Cookies.</summary>
internal sealed class AspNetCoreDress : ServerDress
{
    /// <inheritdoc/>
    public override string Name => "aspnetcore";

    /// <inheritdoc/>
    public override string Server =>
        "ASP.NET Core: empty bodies; JwtBearer says why in the challenge, the cookie handler redirects";

    /// <inheritdoc/>
    protected override DressedAnswer Unauthenticated(DressContext context)
    {
        if (context.Is(DressContext.Cookie))
        {
            return Other(context, 302).With("Location", Page(context, "Login"));
        }

        // A token that cannot be read is refused without a word, and another scheme's credentials are none at all.
        if (!context.Is("Bearer") || context.Situation == DressSituation.Absent)
        {
            return Other(context, 401).Asking(Challenge.Create("Bearer"));
        }

        return Other(context, 401)
            .Asking(
                Description(context) is { } description
                    ? Challenge.Create("Bearer", ("error", "invalid_token"), ("error_description", description))
                    : Challenge.Create("Bearer", ("error", "invalid_token"))
            );
    }

    /// <inheritdoc/>
    protected override DressedAnswer Forbidden(DressContext context) =>
        context.Is(DressContext.Cookie)
            ? Other(context, 302).With("Location", Page(context, "AccessDenied"))
            : Other(context, 403);

    /// <inheritdoc/>
    protected override DressedAnswer Other(DressContext context, int status) =>
        DressedAnswer.Empty(status).With("Server", "Kestrel");

    private static string Page(DressContext context, string name) =>
        $"{context.UriScheme}://{context.Host}/Account/{name}?ReturnUrl={Uri.EscapeDataString(context.Path)}";

    private static string? Description(DressContext context) =>
        context.Cause switch
        {
            var cause when cause == Causes.Token.NotYetValid =>
                $"The token is not valid before '{Text(context.Now.AddMinutes(10))}'",
            var cause when cause == Causes.Token.AudienceMismatch =>
                $"The audience '{context.Presented.Audience ?? "(null)"}' is invalid",
            var cause when cause == Causes.Token.IssuerUntrusted =>
                $"The issuer '{context.Presented.Claims?.Issuer ?? "(null)"}' is invalid",
            var cause when cause == Causes.Token.KeyUnknown => "The signature key was not found",
            var cause when cause == Causes.Token.SignatureInvalid => "The signature is invalid",
            _ when context.Situation == DressSituation.Expired => $"The token expired at '{Text(context.Expiry)}'",
            _ => null,
        };

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(CultureInfo.InvariantCulture);
}
