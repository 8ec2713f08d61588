namespace Gatehouse.Gateway.Countries;

/// <summary>Addresses of one country, both ends among them.</summary>
internal readonly record struct CountryRange(UInt128 First, UInt128 Last, string Country);
