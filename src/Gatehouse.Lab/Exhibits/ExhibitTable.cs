using System.Collections.Frozen;

namespace Gatehouse.Lab.Exhibits;

/// <summary>Every exhibit, by the path under which it stands.</summary>
internal sealed class ExhibitTable
{
    private readonly FrozenDictionary<string, Exhibit> _exhibits;

    public ExhibitTable(IEnumerable<IExhibitFamily> families)
    {
        All =
        [
            .. families
                .SelectMany(family => family.Exhibits())
                .OrderBy(exhibit => exhibit.Cause.Id, StringComparer.Ordinal),
        ];
        _exhibits = All.ToFrozenDictionary(exhibit => exhibit.Cause.Id, StringComparer.Ordinal);
    }

    /// <summary>All of them, by id.</summary>
    public IReadOnlyList<Exhibit> All { get; }

    /// <summary>The exhibit of a cause, or null.</summary>
    public Exhibit? Find(string id) => _exhibits.GetValueOrDefault(id);

    /// <summary>The exhibit whose path, or one below it, this is; or null.</summary>
    public Exhibit? Of(string? path)
    {
        if (path is not ['/', .. var rest])
        {
            return null;
        }

        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        return Find(slash < 0 ? rest : rest[..slash]);
    }
}
