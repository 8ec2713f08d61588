using System.Net;

namespace Gatehouse.Decisions.Admission;

/// <summary>In which country an address is; held in memory, so that nobody waits for an answer.</summary>
public interface ICountries
{
    /// <summary>What stands for an address of which no country is known, private ones among them (ISO 3166-1: user-assigned).</summary>
    const string Unknown = "ZZ";

    /// <summary>The country (ISO 3166-1 alpha-2, upper case), or <see cref="Unknown"/>.</summary>
    string CountryOf(IPAddress address);
}
