namespace Gatehouse.Doctor.ServerFiles;

/// <summary>A directive or block of a server's file, in its place.</summary>
/// <param name="file">The file.</param>
/// <param name="line">Its line, from 1; 0 for the file itself.</param>
/// <param name="name">Its name.</param>
/// <param name="arguments">What follows the name, quotes taken off.</param>
internal sealed class Directive(ServerFile file, int line, string name, IReadOnlyList<string> arguments)
{
    private readonly List<Directive> _children = [];

    public ServerFile File { get; } = file;

    public int Line { get; } = line;

    public string Name { get; } = name;

    public IReadOnlyList<string> Arguments { get; } = arguments;

    public IReadOnlyList<Directive> Children => _children;

    public Directive? Parent { get; private set; }

    /// <summary>The argument at this place; empty where there is none.</summary>
    public string this[int index] => index < Arguments.Count ? Arguments[index] : string.Empty;

    /// <summary>All arguments as one text.</summary>
    public string Value => string.Join(' ', Arguments);

    /// <summary>Puts a directive inside this one; past the most that a file may hold it is left out.</summary>
    public Directive Add(Directive child)
    {
        child.Parent = this;
        if (!File.MayHoldMore())
        {
            return child;
        }

        _children.Add(child);
        return child;
    }

    /// <summary>Whether it has this name; names are compared without case.</summary>
    public bool Is(string other) => Name.Equals(other, StringComparison.OrdinalIgnoreCase);

    /// <summary>The directives of this name right inside.</summary>
    public IEnumerable<Directive> Own(string other) => _children.Where(child => child.Is(other));

    /// <summary>Everything inside, at any depth, in the order of the file.</summary>
    public IEnumerable<Directive> All()
    {
        var open = new Stack<(Directive Block, int Next)>();
        open.Push((this, 0));
        while (open.TryPop(out var place))
        {
            if (place.Next >= place.Block._children.Count)
            {
                continue;
            }

            var child = place.Block._children[place.Next];
            open.Push((place.Block, place.Next + 1));
            open.Push((child, 0));
            yield return child;
        }
    }

    /// <summary>Everything of this name inside, at any depth.</summary>
    public IEnumerable<Directive> All(string other) => All().Where(child => child.Is(other));

    /// <summary>
    /// The directives of this name that are in force inside this block: those of the nearest block outwards that has any,
    /// as nginx inherits.
    /// </summary>
    public IReadOnlyList<Directive> InForce(string other)
    {
        for (var block = this; block is not null; block = block.Parent)
        {
            var own = block.Own(other).ToList();
            if (own.Count > 0)
            {
                return own;
            }
        }

        return [];
    }
}
