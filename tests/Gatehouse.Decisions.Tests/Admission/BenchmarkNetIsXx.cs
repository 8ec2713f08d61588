using System.Net;
using Gatehouse.Decisions.Admission;

namespace Gatehouse.Decisions.Tests.Admission;

/// <summary>198.18.0.0/15 is in XX, and nothing else is known.</summary>
internal sealed class BenchmarkNetIsXx : ICountries
{
    public string CountryOf(IPAddress address) =>
        IPNetwork.Parse("198.18.0.0/15").Contains(address) ? "XX" : ICountries.Unknown;
}
