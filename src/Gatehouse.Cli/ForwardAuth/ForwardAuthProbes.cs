using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Cli.ForwardAuth;

/// <summary>The ways in which others were made to let a request through that they should have asked about.</summary>
internal static class ForwardAuthProbes
{
    private static readonly string[] Joints = ["-", "_", ".", ""];

    /// <summary>The plain request for a protected page, without credentials.</summary>
    public static ForwardAuthProbe Plain(string target) => new("no credentials", "GET", target, []);

    /// <summary>All others, for a protected page, a page that is open to everybody, and the site's scheme and host.</summary>
    public static IEnumerable<ForwardAuthProbe> All(
        string target,
        string lure,
        string origin,
        GatehouseConfiguration configuration
    ) =>
        [
            .. Methods(target),
            .. Descriptions(target, lure, origin),
            .. Identities(target, configuration.IdentityHeaders),
            .. Paths(target, lure),
            .. Endpoint(configuration.Prefix, lure, origin),
        ];

    private static IEnumerable<ForwardAuthProbe> Methods(string target)
    {
        foreach (var method in (string[])["HEAD", "POST", "PUT", "OPTIONS", "BREW"])
        {
            yield return new ForwardAuthProbe("the method " + method, method, target, []);
        }

        yield return new ForwardAuthProbe("a gRPC call", "POST", target, [new("Content-Type", "application/grpc")]);
    }

    private static IEnumerable<ForwardAuthProbe> Descriptions(string target, string lure, string origin)
    {
        KeyValuePair<string, string>[] fields =
        [
            new("X-Forwarded-Uri", lure),
            new("X_Forwarded_Uri", lure),
            new("X-Forwarded-Method", "OPTIONS"),
            new("X-Forwarded-Host", "localhost"),
            new("X-Forwarded-Proto", "https"),
            new("X-Forwarded-Prefix", lure),
            new("X-Forwarded-For", "127.0.0.1"),
            new("X-Original-URL", origin + lure),
            new("X-Original-Method", "OPTIONS"),
            new("X-Original-URI", lure),
            new("X-Rewrite-URL", lure),
            new("Forwarded", "for=127.0.0.1;proto=https"),
            new("Connection", "X-Forwarded-Uri, X-Original-URL, X-Forwarded-For"),
            new("Gatehouse-Status", "200"),
        ];
        foreach (var field in fields)
        {
            yield return new ForwardAuthProbe($"{field.Key}: {field.Value}", "GET", target, [field]);
        }

        yield return new ForwardAuthProbe("all descriptions at once", "GET", target, fields);
    }

    private static IEnumerable<ForwardAuthProbe> Identities(string target, IdentityHeadersConfiguration names)
    {
        string[] headers = [names.User, names.Email, names.Groups, names.Scopes, "Gatehouse-Assertion"];
        foreach (var header in headers)
        {
            foreach (var joint in Joints)
            {
                var name = header.Replace("-", joint, StringComparison.Ordinal);
                yield return new ForwardAuthProbe(name + ": admin", "GET", target, [new(name, "admin")]);
            }
        }
    }

    private static IEnumerable<ForwardAuthProbe> Paths(string target, string lure)
    {
        var query = target.IndexOf('?', StringComparison.Ordinal);
        var path = query < 0 ? target : target[..query];
        var folder = lure[..(lure.LastIndexOf('/') + 1)];
        var rest = path[1..];
        string[] spellings =
        [
            folder + "../" + rest,
            folder + "%2e%2e/" + rest,
            folder + "..;/" + rest,
            folder + "..%2f" + rest,
            folder + "..%5c" + rest,
            folder + "%252e%252e/" + rest,
            "//" + rest,
            "/./" + rest,
            "/;/" + rest,
            path + ";/../../" + lure.TrimStart('/'),
            path + "%00",
            path + "%23/../.." + lure,
            path + "?/../.." + lure,
            path + "/",
            $"/%{(int)path[path.Length > 1 ? 1 : 0]:x2}" + (path.Length > 2 ? path[2..] : ""),
        ];
        foreach (var spelling in spellings)
        {
            yield return new ForwardAuthProbe("the path " + spelling, "GET", spelling, []);
        }
    }

    private static IEnumerable<ForwardAuthProbe> Endpoint(string prefix, string lure, string origin)
    {
        foreach (var target in (string[])[prefix + "check", prefix + "check" + lure])
        {
            yield return new ForwardAuthProbe("the endpoint itself", "GET", target, []);
            yield return new ForwardAuthProbe(
                "the endpoint itself, described",
                "GET",
                target,
                [
                    new("X-Original-Method", "GET"),
                    new("X-Original-URL", origin + lure),
                    new("X-Forwarded-Proto", "https"),
                    new("X-Forwarded-For", "127.0.0.1"),
                ]
            );
        }
    }
}
