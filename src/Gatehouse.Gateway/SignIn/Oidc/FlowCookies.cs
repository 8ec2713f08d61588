using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Sessions;
using Microsoft.AspNetCore.Http;

namespace Gatehouse.Gateway.SignIn.Oidc;

/// <summary>The cookies that tie sign-ins at providers to the browser that began them: one each, for ten minutes.</summary>
internal static class FlowCookies
{
    private const int NameLength = 8;
    private const int AtMost = 8;

    public static void Set(HttpContext context, RequestFacts facts, SignInFlow flow, string value)
    {
        // Sign-ins that nobody finished must not fill the field in which all cookies travel.
        foreach (var name in NamesIn(facts).Skip(AtMost - 1))
        {
            CookieWriter.SetShort(context, facts, name, "", TimeSpan.Zero);
        }

        CookieWriter.SetShort(context, facts, NameOf(facts, flow), value, SignInFlow.Lifetime);
    }

    public static string? Find(RequestFacts facts, SignInFlow flow) =>
        SessionCookie.TryFind(facts, NameOf(facts, flow), out var line, out var start, out var length)
            ? line.Substring(start, length)
            : null;

    public static void Delete(HttpContext context, RequestFacts facts, SignInFlow flow) =>
        CookieWriter.SetShort(context, facts, NameOf(facts, flow), "", TimeSpan.Zero);

    /// <summary>How many such cookies the browser sent.</summary>
    public static int Count(RequestFacts facts) => NamesIn(facts).Count();

    private static string NameOf(RequestFacts facts, SignInFlow flow) => Prefix(facts) + flow.Id[..NameLength];

    private static string Prefix(RequestFacts facts) => facts.Https ? "__Host-gatehouse-flow-" : "gatehouse-flow-";

    private static IEnumerable<string> NamesIn(RequestFacts facts)
    {
        var prefix = Prefix(facts);
        for (var i = 0; i < facts.Headers.Count("Cookie"); i++)
        {
            foreach (var pair in (facts.Headers.Line("Cookie", i) ?? "").Split(';', StringSplitOptions.TrimEntries))
            {
                var name = pair.Split('=')[0];
                if (
                    name.Length == prefix.Length + NameLength
                    && name.StartsWith(prefix, StringComparison.Ordinal)
                    && name[prefix.Length..].All(char.IsAsciiHexDigitLower)
                )
                {
                    yield return name;
                }
            }
        }
    }
}
