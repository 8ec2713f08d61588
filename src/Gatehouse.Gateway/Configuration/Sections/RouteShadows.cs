namespace Gatehouse.Gateway.Configuration.Sections;

/// <summary>Finds an earlier route that is wider than a later one: a tree over segments, so that many routes stay cheap.</summary>
internal sealed class RouteShadows
{
    private readonly Node _root = new();

    public void Add(PlacedRoute route)
    {
        var node = _root;
        foreach (var segment in route.Path.Segments)
        {
            if (!node.Children.TryGetValue(segment, out var child))
            {
                node.Children.Add(segment, child = new Node());
            }

            node = child;
        }

        (route.Path.IsOpen ? node.Open : node.Here).Add(route);
    }

    public PlacedRoute? FindCovering(PlacedRoute route) => Find(_root, route, 0);

    private static PlacedRoute? Find(Node node, PlacedRoute route, int depth)
    {
        if (node.Open.Find(earlier => earlier.Covers(route)) is { } open)
        {
            return open;
        }

        if (depth == route.Path.Segments.Count)
        {
            return node.Here.Find(earlier => earlier.Covers(route));
        }

        var segment = route.Path.Segments[depth];
        if (node.Children.TryGetValue(segment, out var same) && Find(same, route, depth + 1) is { } found)
        {
            return found;
        }

        return segment != "*" && node.Children.TryGetValue("*", out var any) ? Find(any, route, depth + 1) : null;
    }

    private sealed class Node
    {
        public Dictionary<string, Node> Children { get; } = new(StringComparer.Ordinal);

        public List<PlacedRoute> Here { get; } = [];

        public List<PlacedRoute> Open { get; } = [];
    }
}
