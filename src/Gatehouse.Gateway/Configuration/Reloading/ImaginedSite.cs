using System.Net;
using Gatehouse.Decisions;
using Gatehouse.Decisions.Checks;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Gateway.Serving;

namespace Gatehouse.Gateway.Configuration.Reloading;

/// <summary>
/// A configuration's routes, asked by people who are taken to be signed in: the very decision of real requests, without
/// what counts, waits or asks others.
/// </summary>
internal sealed class ImaginedSite
{
    private readonly Site _site;
    private readonly DecisionPipeline[] _pipelines;
    private readonly Decision _decision = new();

    public ImaginedSite(GatehouseConfiguration configuration, RoleMap roles, IEnumerable<ImaginedPerson> people)
    {
        _site = new Site
        {
            PublicUrl = configuration.PublicUrl,
            Routes = new RouteTable(configuration.Routes.Select(RouteOf)),
            Roles = roles,
            RequiresHttps = false,
            Prefix = configuration.Prefix,
        };
        _pipelines =
        [
            .. people.Select(person => new DecisionPipeline(
                DecisionOrder.Checks(
                    EveryoneComes.Instance,
                    new AssumedUserCheck(new ImaginedUsers(person), ImaginedUsers.Name)
                ),
                TimeProvider.System
            )),
        ];
    }

    /// <summary>A request as it would arrive.</summary>
    public static RequestFacts Request(string host, string method, string path) =>
        new()
        {
            Method = method,
            Target = path,
            Path = CanonicalPath.Read(path),
            Host = HostName.Fold(host),
            Authority = host,
            Headers = new HeaderLineList([]),
            Https = true,
            Peer = IPAddress.Loopback,
            Client = IPAddress.Loopback,
            ReceivedAt = DateTimeOffset.UnixEpoch,
        };

    /// <summary>The place of the route that lets this person's request through, or null where it is refused.</summary>
    public int? Lets(RequestFacts request, int person)
    {
        _decision.Reset(_site, request);

        // Nothing in it waits: users are in memory, and no provider or file is asked.
        var verdict = _pipelines[person]
            .DecideAsync(_decision, CancellationToken.None)
            .AsTask()
            .GetAwaiter()
            .GetResult();
        return verdict is Granted ? _decision.Place : null;
    }

    private static Route RouteOf(RouteConfiguration route) =>
        new()
        {
            Name = route.Name,
            Path = PathPattern.Parse(route.Path),
            Host = route.Host is null ? null : HostName.Fold(route.Host),
            Methods = SiteCompiler.Methods(route.Methods),
            Access = SiteCompiler.AccessOf(route),
            MovedTo = route.MovedTo,
            Require = SiteCompiler.Requirement(route.Require),
            PerMethod = route.PerMethod?.ToDictionary(
                method => method.Key,
                method => SiteCompiler.Requirement(method.Value),
                StringComparer.Ordinal
            ),
            Hidden = route.Hidden,
            AllowsPathParameters = route.AllowsPathParameters,
            AllowsEncodedSlash = route.AllowsEncodedSlash,
        };
}
