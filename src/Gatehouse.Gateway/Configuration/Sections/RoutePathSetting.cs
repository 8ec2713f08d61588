using Gatehouse.Gateway.Configuration.Values;

namespace Gatehouse.Gateway.Configuration.Sections;

/// <summary>A route's paths, and what is taken in them.</summary>
internal sealed record RoutePathSetting(RoutePath Pattern, bool Parameters, bool EncodedSlash);
