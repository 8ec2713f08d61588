using Gatehouse.Decisions.Admission;
using Gatehouse.Decisions.Sessions;

namespace Gatehouse.Decisions.Tests;

/// <summary>The parts of a site that tests choose.</summary>
internal sealed class SiteParts
{
    public List<string> Allow { get; } = [];

    public List<string> Deny { get; } = [];

    public List<string> DenyHosts { get; } = [];

    public List<string> AllowCountries { get; } = [];

    public List<string> DenyCountries { get; } = [];

    public ICountries? Countries { get; set; }

    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(30);

    public SessionRules Sessions { get; set; } = new();
}
