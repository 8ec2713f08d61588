namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>The names of one kind that a file declares, in its order.</summary>
internal sealed class OrderedNames
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly List<string> _inOrder = [];

    public IReadOnlyList<string> InOrder => _inOrder;

    public bool Contains(string name) => _known.Contains(name);

    public void Add(string name)
    {
        if (_known.Add(name))
        {
            _inOrder.Add(name);
        }
    }
}
