namespace Gatehouse.Gateway.Configuration.Reloading;

/// <summary>
/// What a saved file would open without saying so. A file that was damaged, cut or half edited is often a good file that
/// asks for less: a lost line, a route that is not there any more and falls to a wider one. What a file adds in so many
/// words (a route beside all the old ones, one more <c>allow: everyone</c>, a further role, scheme or provider) is meant.
/// </summary>
internal static class ReloadGuard
{
    /// <summary>What would be opened, in the order of the new file; empty where nothing stands against taking it.</summary>
    public static IReadOnlyList<Widening> Find(GatehouseConfiguration before, GatehouseConfiguration after) =>
        [
            .. RouteWidenings
                .Find(before, after)
                .Concat(SettingWidenings.Find(before, after))
                .OrderBy(widening => widening.At.Line),
        ];
}
