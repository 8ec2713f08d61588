using System.Buffers;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Keys;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Schemes;
using Gatehouse.Protocol.Causes;
using Gatehouse.Protocol.Challenges;

namespace Gatehouse.Decisions.Checks;

/// <summary>Check 5: does the request carry exactly one credential, of a scheme that this route offers?</summary>
public sealed class CredentialsCheck : ICheck
{
    private static readonly SearchValues<char> Token68 = SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~+/"
    );

    private static readonly Passed Found = new("one credential of an offered scheme");
    private static readonly Passed NobodyToTell = new("the route is public and no credentials came", settles: true);

    /// <inheritdoc/>
    public string Name => "credentials";

    /// <summary>Every cause that the check can find.</summary>
    public static IReadOnlyCollection<Cause> Finds { get; } =
    [
        Causes.Credentials.Missing,
        Causes.Certificate.Missing,
        Causes.Credentials.Malformed,
        Causes.Credentials.Ambiguous,
        Causes.Credentials.InQuery,
        Causes.Credentials.SchemeUnsupported,
        Causes.Header.PrefixMissing,
        Causes.Key.Misplaced,
    ];

    /// <inheritdoc/>
    public IReadOnlyCollection<Cause> FoundCauses => Finds;

    /// <inheritdoc/>
    public async ValueTask<Finding> ExamineAsync(Decision decision, CancellationToken cancellationToken)
    {
        var finding = await FindAsync(decision, cancellationToken);
        return finding is Failed && decision.Route!.Access == RouteAccess.Everyone ? NobodyToTell : finding;
    }

    private static async ValueTask<Finding> FindAsync(Decision decision, CancellationToken cancellationToken)
    {
        var facts = decision.Facts;
        var route = decision.Route!;
        var lines = facts.Headers.Count("Authorization");
        if (lines > 1)
        {
            return Finding.Failed(
                Causes.Credentials.Ambiguous,
                Evidence.ForCaller("what", "more than one Authorization field line")
            );
        }

        var explicitly = LocatedCredentials.None;
        IScheme? explicitScheme = null;
        var ambient = LocatedCredentials.None;
        IScheme? ambientScheme = null;
        for (var i = 0; i < route.Schemes.Count; i++)
        {
            var scheme = route.Schemes[i];
            var located = await scheme.LocateAsync(decision, route, cancellationToken);
            if (located.Count == 0)
            {
                continue;
            }

            if (scheme.IsAmbient)
            {
                ambient = ambientScheme is null ? located : ambient;
                ambientScheme ??= scheme;
                continue;
            }

            if (explicitScheme is not null || located.Count > 1 || lines > 0)
            {
                return Finding.Failed(
                    Causes.Credentials.Ambiguous,
                    Evidence.ForCaller(
                        "what",
                        lines > 0 ? "an Authorization field and another credential" : "more than one credential"
                    )
                );
            }

            explicitly = located;
            explicitScheme = scheme;
        }

        if (explicitScheme is not null)
        {
            decision.Presented = Presented(explicitScheme, explicitly);
            return Found;
        }

        if (lines == 1)
        {
            var finding = ReadAuthorization(decision, route, facts.Headers.First("Authorization")!);
            if (
                finding is Passed
                || ambientScheme is null
                || (finding is Failed failed && failed.Cause != Causes.Credentials.SchemeUnsupported)
            )
            {
                return finding;
            }
        }

        if (ambientScheme is not null)
        {
            decision.Presented = Presented(ambientScheme, ambient);
            return Found;
        }

        return Missing(facts, route);
    }

    private static Finding ReadAuthorization(Decision decision, Route route, string value)
    {
        var word = CredentialsParser.SchemeOf(value);
        for (var i = 0; i < route.Schemes.Count; i++)
        {
            var scheme = route.Schemes[i];
            if (scheme.IsAmbient || !word.Equals(scheme.AuthScheme, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (word.Length < value.Length && value[word.Length] != ' ')
            {
                break;
            }

            var start = AfterSpaces(value, word.Length);
            if (!IsToken68(value.AsSpan(start)) && !CredentialsParser.TryParse(value, out _, out var broken))
            {
                return Malformed(broken!);
            }

            decision.Presented = new PresentedCredentials(
                scheme,
                value,
                start,
                value.Length - start,
                CredentialPlace.Authorization
            );
            return Found;
        }

        if (LoneSecret.LooksLikeOne(value))
        {
            return Finding.Failed(Causes.Header.PrefixMissing, Evidence.ForOperator("length", Text(value.Length)));
        }

        if (!CredentialsParser.TryParse(value, out var credentials, out var fault))
        {
            return Malformed(fault!);
        }

        return Finding.Failed(
            Causes.Credentials.SchemeUnsupported,
            LoneSecret.IsKnownScheme(credentials!.Scheme)
                ? Evidence.ForCaller("scheme", credentials.Scheme)
                : Evidence.ForOperator("scheme-length", Text(credentials.Scheme.Length)),
            Evidence.ForCaller(
                "offered",
                string.Join(
                    ", ",
                    route.Schemes.Where(scheme => scheme.HasChallenge).Select(scheme => scheme.AuthScheme)
                )
            )
        );
    }

    // A token or key in the query where none is taken there: said so, since a bare "missing" would puzzle its sender.
    private static Failed Missing(RequestFacts facts, Route route)
    {
        foreach (var name in (ReadOnlySpan<string>)["access_token", "token", "api_key", "apikey", "key"])
        {
            if (
                QueryParameters.Count(facts.Path.Query, name, out var value) > 0
                && (name is "access_token" || LoneSecret.LooksLikeOne(value!))
            )
            {
                return Finding.Failed(
                    value!.StartsWith(ApiKey.Prefix, StringComparison.Ordinal)
                        ? Causes.Key.Misplaced
                        : Causes.Credentials.InQuery,
                    Evidence.ForCaller("parameter", name),
                    Evidence.ForCaller("places", route.KeyPlacesText)
                );
            }
        }

        return Finding.Failed(route.Schemes is [var alone] ? alone.MissingAlone : Causes.Credentials.Missing);
    }

    private static PresentedCredentials Presented(IScheme scheme, in LocatedCredentials located) =>
        new(scheme, located.Text ?? "", located.Start, located.Length, located.Place);

    // What most credentials are, told without reading their grammar: token68 (RFC 9110 section 11.2), or nothing.
    private static bool IsToken68(ReadOnlySpan<char> text) => !text.TrimEnd('=').ContainsAnyExcept(Token68);

    private static Failed Malformed(ParseFault fault) =>
        Finding.Failed(
            Causes.Credentials.Malformed,
            Evidence.ForCaller("position", Text(fault.Position)),
            Evidence.ForCaller("expected", fault.Expected),
            Evidence.ForOperator("production", fault.Production)
        );

    private static int AfterSpaces(string value, int start)
    {
        while (start < value.Length && value[start] == ' ')
        {
            start++;
        }

        return start;
    }

    private static string Text(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
