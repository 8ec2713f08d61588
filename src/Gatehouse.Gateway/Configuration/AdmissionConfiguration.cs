using System.Net;
using Gatehouse.Decisions.Admission;

namespace Gatehouse.Gateway.Configuration;

/// <summary>Who may come at all, whatever the route (<c>admission</c>).</summary>
public sealed record AdmissionConfiguration
{
    /// <summary>The networks that alone may come; empty means all.</summary>
    public IReadOnlyList<IPNetwork> Allow { get; init; } = [];

    /// <summary>The networks that may not come.</summary>
    public IReadOnlyList<IPNetwork> Deny { get; init; } = [];

    /// <summary>The networks that are never banned, whatever is tried from them.</summary>
    public IReadOnlyList<IPNetwork> NeverBan { get; init; } = [];

    /// <summary>Host names that may not come, lower case, or <c>*.suffix</c>; by confirmed reverse look-up.</summary>
    public IReadOnlyList<string> DenyHosts { get; init; } = [];

    /// <summary>The countries that alone may come (ISO 3166-1 alpha-2, upper case); empty means all.</summary>
    public IReadOnlyList<string> AllowCountries { get; init; } = [];

    /// <summary>The countries that may not come (ISO 3166-1 alpha-2, upper case).</summary>
    public IReadOnlyList<string> DenyCountries { get; init; } = [];

    /// <summary>The file that says which network is in which country, absolute, or null.</summary>
    public string? CountryFile { get; init; }

    /// <summary>What that file says, or null where there is none.</summary>
    public ICountries? Countries { get; init; }
}
