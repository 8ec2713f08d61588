using System.Collections.Frozen;

namespace Gatehouse.Decisions.Routes;

/// <summary>
/// Finds the first route in the configured order that fits a request. A tree over hosts and path segments: ten thousand
/// routes cost what ten do, and a look-up allocates nothing.
/// </summary>
public sealed class RouteTable
{
    private readonly Route[] _routes;
    private readonly Node _anyHost;
    private readonly FrozenDictionary<string, Node> _hosts;
    private readonly FrozenDictionary<string, Node>.AlternateLookup<ReadOnlySpan<char>> _suffixes;
    private readonly bool _hasSuffixes;

    /// <summary>From routes in the order in which they are asked.</summary>
    public RouteTable(IEnumerable<Route> routes)
    {
        _routes = [.. routes];
        var any = new Builder();
        var hosts = new Dictionary<string, Builder>(StringComparer.Ordinal);
        var suffixes = new Dictionary<string, Builder>(StringComparer.Ordinal);
        for (var i = 0; i < _routes.Length; i++)
        {
            var builder = _routes[i].Host switch
            {
                null => any,
                ['*', '.', .. var suffix] => BuilderFor(suffixes, suffix),
                var host => BuilderFor(hosts, host),
            };
            builder.Add(_routes[i].Path, i);
        }

        _anyHost = any.Build();
        _hosts = hosts.ToFrozenDictionary(host => host.Key, host => host.Value.Build(), StringComparer.Ordinal);
        _hasSuffixes = suffixes.Count > 0;
        _suffixes = suffixes
            .ToFrozenDictionary(host => host.Key, host => host.Value.Build(), StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();

        Hidden = [.. _routes.Where(route => route.Hidden)];
        KeyParameters = _routes
            .Select(route => route.Key.Query)
            .OfType<string>()
            .ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Every route, in order.</summary>
    public IReadOnlyList<Route> All => _routes;

    /// <summary>Every query parameter in which some route takes a key: on no path is its value written down.</summary>
    public FrozenSet<string> KeyParameters { get; }

    /// <summary>The hidden routes.</summary>
    public IReadOnlyList<Route> Hidden { get; }

    /// <summary>
    /// The place of the first route after place <paramref name="after"/> that fits, or -1. Start with -1; the place found
    /// is what a search for the next one starts from.
    /// </summary>
    public int Find(string host, string method, string canonicalPath, int after = -1)
    {
        var search = new Search(_routes, method, after);
        var path = canonicalPath.AsSpan();
        if (path.IsEmpty || path[0] != '/')
        {
            return -1;
        }

        path = path[1..];
        _anyHost.Visit(path, ref search);
        if (host.Length > 0)
        {
            if (_hosts.Count > 0 && _hosts.TryGetValue(host, out var exact))
            {
                exact.Visit(path, ref search);
            }

            if (_hasSuffixes)
            {
                VisitSuffixes(host, path, ref search);
            }
        }

        return search.Best;
    }

    private void VisitSuffixes(string host, ReadOnlySpan<char> path, ref Search search)
    {
        var rest = host.AsSpan();
        for (var dot = rest.IndexOf('.'); dot >= 0; dot = rest.IndexOf('.'))
        {
            rest = rest[(dot + 1)..];
            if (_suffixes.TryGetValue(rest, out var node))
            {
                node.Visit(path, ref search);
            }
        }
    }

    private static Builder BuilderFor(Dictionary<string, Builder> builders, string key)
    {
        if (!builders.TryGetValue(key, out var builder))
        {
            builders.Add(key, builder = new Builder());
        }

        return builder;
    }

    private ref struct Search(Route[] routes, string method, int after)
    {
        private readonly Route[] _routes = routes;
        private readonly string _method = method;
        private readonly int _after = after;

        public int Best { get; private set; } = -1;

        // Places rise within a list, so the first that fits is the list's best.
        public void Consider(int[] places)
        {
            foreach (var place in places)
            {
                if (Best >= 0 && place >= Best)
                {
                    return;
                }

                if (place > _after && Fits(_routes[place].Methods))
                {
                    Best = place;
                    return;
                }
            }
        }

        private readonly bool Fits(IReadOnlyList<string>? methods)
        {
            if (methods is null)
            {
                return true;
            }

            for (var i = 0; i < methods.Count; i++)
            {
                if (string.Equals(methods[i], _method, StringComparison.Ordinal))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private sealed class Node
    {
        private readonly FrozenDictionary<string, Node>.AlternateLookup<ReadOnlySpan<char>> _literals;
        private readonly bool _hasLiterals;
        private readonly Node? _one;
        private readonly int[] _here;
        private readonly int[] _open;

        public Node(IEnumerable<KeyValuePair<string, Node>> literals, Node? one, int[] here, int[] open)
        {
            var table = literals.ToFrozenDictionary(StringComparer.Ordinal);
            _hasLiterals = table.Count > 0;
            _literals = table.GetAlternateLookup<ReadOnlySpan<char>>();
            _one = one;
            _here = here;
            _open = open;
        }

        // `rest` is what follows this node's slash.
        public void Visit(ReadOnlySpan<char> rest, ref Search search)
        {
            search.Consider(_open);
            if (!_hasLiterals && _one is null)
            {
                return;
            }

            var slash = rest.IndexOf('/');
            var segment = slash < 0 ? rest : rest[..slash];
            if (_hasLiterals && _literals.TryGetValue(segment, out var literal))
            {
                literal.Enter(rest, slash, ref search);
            }

            if (_one is not null && segment.Length > 0)
            {
                _one.Enter(rest, slash, ref search);
            }
        }

        private void Enter(ReadOnlySpan<char> rest, int slash, ref Search search)
        {
            if (slash < 0)
            {
                search.Consider(_here);
                search.Consider(_open);
            }
            else
            {
                Visit(rest[(slash + 1)..], ref search);
            }
        }
    }

    private sealed class Builder
    {
        private readonly Dictionary<string, Builder> _literals = new(StringComparer.Ordinal);
        private readonly List<int> _here = [];
        private readonly List<int> _open = [];
        private Builder? _one;

        public void Add(PathPattern pattern, int place)
        {
            var node = this;
            foreach (var segment in pattern.Segments)
            {
                node = segment == "*" ? node._one ??= new Builder() : BuilderFor(node._literals, segment);
            }

            (pattern.IsOpen ? node._open : node._here).Add(place);
        }

        public Node Build() =>
            new(
                _literals.Select(child => KeyValuePair.Create(child.Key, child.Value.Build())),
                _one?.Build(),
                [.. _here],
                [.. _open]
            );
    }
}
