using System.Globalization;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.SecondFactor;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Configuration.Values;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.Tokens;

/// <summary>Reads authorization requests (RFC 6749 section 4.1.1, RFC 7636, RFC 8707, RFC 9700).</summary>
internal static class AuthorizationReader
{
    private const int ChallengeLength = 43;
    private const uint Soonest = 30;
    private const int LongestState = 2048;

    /// <summary>
    /// The program and where it is answered; or, where either is not known for certain, a problem that only the person is
    /// told: nobody is sent to an address that the program does not own.
    /// </summary>
    public static (ApplicationConfiguration? Application, string RedirectUri, string? Problem) ReadTarget(
        GatehouseConfiguration configuration,
        IQueryCollection query
    )
    {
        if (query.FirstOrDefault(parameter => parameter.Value.Count > 1).Key is { } twice)
        {
            return (null, "", $"the parameter {twice} is there twice");
        }

        var id = query["client_id"].ToString();
        var application = configuration.Applications.FirstOrDefault(application => application.Id == id);
        if (application is null)
        {
            return (null, "", id.Length == 0 ? "client_id is missing" : "no program of this client_id is configured");
        }

        var named = query["redirect_uri"].ToString();
        if (named.Length == 0)
        {
            return application.RedirectUris is [var only]
                ? (application, only, null)
                : (null, "", "redirect_uri is missing, and the program has not exactly one");
        }

        return IsRegistered(application, named)
            ? (application, named, null)
            : (null, "", "redirect_uri is none of the program's, compared byte for byte");
    }

    /// <summary>The request, or the error that the program is told (RFC 6749 section 4.1.2.1).</summary>
    public static (AuthorizationRequest? Request, string? Error, string? Problem) Read(
        GatehouseConfiguration configuration,
        ApplicationConfiguration application,
        string redirectUri,
        IQueryCollection query,
        string session,
        DateTimeOffset until
    )
    {
        if (query["response_type"].ToString().Length == 0)
        {
            return (null, "invalid_request", "response_type is missing");
        }

        if (
            query["max_age"].ToString() is { Length: > 0 } age
            && !uint.TryParse(age, NumberStyles.None, CultureInfo.InvariantCulture, out _)
        )
        {
            return (null, "invalid_request", "max_age is no number of seconds");
        }

        if (query["response_type"] != "code")
        {
            return (null, "unsupported_response_type", "response_type is not code");
        }

        if (query["state"].ToString() is { Length: > LongestState })
        {
            return (null, "invalid_request", "state is longer than 2048 characters");
        }

        var challenge = query["code_challenge"].ToString();
        if (
            query["code_challenge_method"] != "S256"
            || challenge.Length != ChallengeLength
            || !System.Buffers.Text.Base64Url.IsValid(challenge)
        )
        {
            return (
                null,
                "invalid_request",
                "code_challenge with the method S256 is missing (RFC 7636): without it whoever sees the code could use it"
            );
        }

        var asked = query["scope"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (!asked.All(scope => application.Scopes.Contains(scope, StringComparer.Ordinal)))
        {
            return (null, "invalid_scope", "a scope is asked for that the program may not have");
        }

        if (Resources.Find(configuration, query["resource"].ToString()) is not { } resource)
        {
            return (null, "invalid_target", "the resource is none of this site's");
        }

        return (
            new AuthorizationRequest(
                application.Id,
                redirectUri,
                asked.Length == 0 ? application.Scopes : [.. asked.Distinct(StringComparer.Ordinal)],
                challenge,
                query.ContainsKey("state") ? query["state"].ToString() : null,
                resource,
                session,
                until.ToUnixTimeSeconds()
            ),
            null,
            null
        );
    }

    /// <summary>
    /// How recent and how strong a sign-in the program asks for (RFC 9470 section 4). Nothing more recent than half a minute:
    /// the way back from the sign-in takes its time too.
    /// </summary>
    public static SignInStrength StrengthOf(Func<string, string?> parameter) =>
        new(
            uint.TryParse(parameter("max_age"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                ? TimeSpan.FromSeconds(Math.Max(seconds, Soonest))
                : null,
            parameter("acr_values")?.Split(' ').Contains(Assurance.TwoFactors, StringComparer.Ordinal) == true ? 2 : 1
        );

    /// <summary>Whether an address is one of the program's.</summary>
    public static bool IsRegistered(ApplicationConfiguration application, string redirectUri) =>
        application.RedirectUris.Any(registered => IsSame(registered, redirectUri));

    // Byte for byte; but a program on the person's own machine listens where there is room (RFC 8252 section 7.3).
    private static bool IsSame(string registered, string named) =>
        registered == named
        || (
            Uri.TryCreate(registered, UriKind.Absolute, out var known)
            && known is { Scheme: "http", IsDefaultPort: true }
            && UrlKind.IsLoopback(known)
            && WithoutPort(named, known) == registered
        );

    private static string? WithoutPort(string named, Uri known)
    {
        var authority = "http://" + known.Host;
        if (!named.StartsWith(authority + ':', StringComparison.Ordinal))
        {
            return null;
        }

        var rest = named.AsSpan(authority.Length + 1);
        var digits = rest.IndexOfAnyExceptInRange('0', '9');
        digits = digits < 0 ? rest.Length : digits;
        return ushort.TryParse(rest[..digits], NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? authority + rest[digits..].ToString()
            : null;
    }
}
