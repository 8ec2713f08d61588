using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Identity;

namespace Gatehouse.Gateway.ForwardAuth;

/// <summary>
/// Finds out which request a question is about. Whatever is missing, said twice or said by fields of two dialects is a
/// fault: a client can add fields to what its proxy passes on, but only ever get refused by it.
/// </summary>
internal static class DescriptionReader
{
    private static readonly RequestLineDialect RequestLine = new();

    private static readonly IDialect[] ByFields = [new OriginalUrlDialect(), new ForwardedUriDialect()];

    // Nobody's description, but many a site's: behind a proxy that passes them on they name a second target.
    private static readonly string[] Strangers = ["X-Original-URI", "X-Original-Host", "X-Rewrite-URL"];

    /// <summary>The dialect of a question, by where it was sent and by the fields it has.</summary>
    public static IDialect DialectOf(RequestFacts asked, string pathBelow)
    {
        if (pathBelow.Length > 0)
        {
            return RequestLine;
        }

        return Array.Find(ByFields, dialect => asked.Headers.Count(dialect.OwnFields[0]) > 0)
            ?? Array.Find(ByFields, dialect => FirstPresent(asked.Headers, dialect.OwnFields) is not null)
            ?? ByFields[^1];
    }

    /// <summary>The description, or null and what is wrong with it.</summary>
    public static Description? Read(
        RequestFacts asked,
        string pathBelow,
        IDialect dialect,
        IdentityHeaders identity,
        out DescriptionFault? fault
    )
    {
        foreach (var other in ByFields)
        {
            if (other != dialect && FirstPresent(asked.Headers, other.OwnFields) is { } field)
            {
                fault = DescriptionFault.Conflicting(field, $"is there beside the fields of {dialect.Name}");
                return null;
            }
        }

        if (FirstPresent(asked.Headers, Strangers) is { } stranger)
        {
            fault = DescriptionFault.Conflicting(stranger, "names a second target");
            return null;
        }

        // The proxy goes on with the client's own fields, so that one which says who the client is cannot be removed here.
        foreach (var line in asked.Headers.All())
        {
            if (identity.IsOurs(line.Name))
            {
                fault = DescriptionFault.Conflicting(line.Name, "is an identity header that the gateway alone may set");
                return null;
            }
        }

        // Without the client's address every limit, ban and address list would be asked about the proxy.
        if (asked.Proxies.Length == 0)
        {
            fault = DescriptionFault.Missing("X-Forwarded-For", "names no client that can be read");
            return null;
        }

        return dialect.Read(asked, pathBelow, out fault);
    }

    private static string? FirstPresent(HeaderLines headers, IReadOnlyList<string> fields)
    {
        foreach (var field in fields)
        {
            if (headers.Count(field) > 0)
            {
                return field;
            }
        }

        return null;
    }
}
