using System.Text;
using Gatehouse.Decisions.Facts;

namespace Gatehouse.Decisions.Sessions;

/// <summary>
/// The address of the sign-in page with where a person was going, and the only reading of it on the way back: a path of
/// this site, or none.
/// </summary>
public static class SignInAddress
{
    /// <summary>The parameter that says where the person was going.</summary>
    public const string ReturnParameter = "return";

    /// <summary>The parameter that says why they are asked, a cause's id.</summary>
    public const string CauseParameter = "cause";

    /// <summary>The parameter with the refusal's reference.</summary>
    public const string ReferenceParameter = "reference";

    private const int LongestReturn = 2048;

    /// <summary>The page's address for a refused navigation.</summary>
    public static string For(RequestFacts facts, string prefix, string cause, string reference)
    {
        var address = new StringBuilder(prefix, 256).Append("sign-in?");
        if (ReturnOf(facts) is { Length: > 1 } target)
        {
            address.Append(ReturnParameter).Append('=').Append(Uri.EscapeDataString(target)).Append('&');
        }

        return address
            .Append(CauseParameter)
            .Append('=')
            .Append(cause)
            .Append('&')
            .Append(ReferenceParameter)
            .Append('=')
            .Append(reference)
            .ToString();
    }

    /// <summary>
    /// Whether a text is a path of this site, and nothing that any browser reads as another one: it begins with one
    /// slash, no backslash or second slash follows it, and no control character, white space, backslash or fragment
    /// stands in it; not even encoded where a path begins, since some decode it first.
    /// </summary>
    public static bool IsOwnPath(string? text)
    {
        if (text is not { Length: > 0 and <= LongestReturn } || text[0] != '/')
        {
            return false;
        }

        foreach (var c in text)
        {
            if (c is <= ' ' or '\\' or '#' or '"' or '<' or '>' or '^' or '`' or '{' or '}' or '|' or >= '\x7F')
            {
                return false;
            }
        }

        var question = text.IndexOf('?', StringComparison.Ordinal);
        var path = question < 0 ? text : text[..question];
        return !HidesAnotherReading(path) && CanonicalPath.Read(path).Fault == PathFault.None;
    }

    // Encoded control characters anywhere, an encoded slash or backslash as the first thing behind the slash.
    private static bool HidesAnotherReading(string path)
    {
        for (var at = path.IndexOf('%', StringComparison.Ordinal); at >= 0; at = path.IndexOf('%', at + 1))
        {
            var escape = path.AsSpan(at + 1);
            if (
                escape.Length < 2
                || escape[0] is '0' or '1'
                || escape.StartsWith("7F", StringComparison.OrdinalIgnoreCase)
                || (
                    at == 1
                    && (
                        escape.StartsWith("2F", StringComparison.OrdinalIgnoreCase)
                        || escape.StartsWith("5C", StringComparison.OrdinalIgnoreCase)
                    )
                )
            )
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The text where it is a path of this site, and the start page otherwise.</summary>
    public static string OwnPathOr(string? text, string otherwise) => IsOwnPath(text) ? text! : otherwise;

    // A form that was sent cannot be sent again by going somewhere: back to the page that held it.
    private static string? ReturnOf(RequestFacts facts)
    {
        if (facts.Method is "GET" or "HEAD")
        {
            var target = facts.Path.Text + facts.Path.Query;
            return IsOwnPath(target) ? target : null;
        }

        return
            facts.Headers.First("Referer") is { } referer
            && Uri.TryCreate(referer, UriKind.Absolute, out var page)
            && string.Equals(HostName.Fold(page.Authority), facts.Host, StringComparison.Ordinal)
            && IsOwnPath(page.PathAndQuery)
            ? page.PathAndQuery
            : null;
    }
}
