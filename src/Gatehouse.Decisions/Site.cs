using System.Net;
using Gatehouse.Decisions.Admission;
using Gatehouse.Decisions.Facts;
using Gatehouse.Decisions.Principals;
using Gatehouse.Decisions.Routes;
using Gatehouse.Decisions.Sessions;

namespace Gatehouse.Decisions;

/// <summary>What a decision knows of the site: its configuration made ready; immutable, replaced whole on a reload.</summary>
public sealed class Site
{
    /// <summary>The protection space's name in challenges (RFC 9110 section 11.5).</summary>
    public string Realm { get; init; } = "Gatehouse";

    /// <summary>Where people may write for help, or null.</summary>
    public string? Contact { get; init; }

    /// <summary>The site's own address for absolute links; never taken from a request.</summary>
    public required Uri PublicUrl { get; init; }

    /// <summary>The routes.</summary>
    public required RouteTable Routes { get; init; }

    /// <summary>What each role may do.</summary>
    public RoleMap Roles { get; init; } = RoleMap.Empty;

    /// <summary>Whose word about the client counts.</summary>
    public TrustedProxies TrustedProxies { get; init; } = TrustedProxies.None;

    /// <summary>By how much clocks may differ.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Whether plain http is refused beyond loopback.</summary>
    public bool RequiresHttps { get; init; } = true;

    /// <summary>Networks that alone may come; empty means all.</summary>
    public IReadOnlyList<IPNetwork> Allow { get; init; } = [];

    /// <summary>Networks that may not come.</summary>
    public IReadOnlyList<IPNetwork> Deny { get; init; } = [];

    /// <summary>Countries that alone may come; empty means all.</summary>
    public IReadOnlyList<string> AllowCountries { get; init; } = [];

    /// <summary>Countries that may not come.</summary>
    public IReadOnlyList<string> DenyCountries { get; init; } = [];

    /// <summary>Says in which country an address is; null where nothing asks.</summary>
    public ICountries? Countries { get; init; }

    /// <summary>Host names whose clients may not come; a name covers the hosts below it, <c>*.name</c> those alone.</summary>
    public IReadOnlyList<string> DenyHosts { get; init; } = [];

    /// <summary>How long sign-ins last, and where their cookies go.</summary>
    public SessionRules Sessions { get; init; } = new();

    /// <summary>The path prefix of the gateway's own endpoints, with its final slash.</summary>
    public string Prefix { get; init; } = "/_gatehouse/";
}
