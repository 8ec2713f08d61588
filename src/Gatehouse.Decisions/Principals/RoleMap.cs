using System.Collections.Frozen;

namespace Gatehouse.Decisions.Principals;

/// <summary>Which permissions, written as scopes, each role gives. A role that is not listed gives none.</summary>
public sealed class RoleMap
{
    private readonly FrozenDictionary<string, string[]> _permissions;

    /// <summary>From the configuration's <c>roles</c>.</summary>
    public RoleMap(IEnumerable<KeyValuePair<string, IReadOnlyList<string>>> roles) =>
        _permissions = roles.ToFrozenDictionary(role => role.Key, role => role.Value.ToArray(), StringComparer.Ordinal);

    /// <summary>No role gives anything.</summary>
    public static RoleMap Empty { get; } = new([]);

    /// <summary>Everything that these roles give together.</summary>
    public FrozenSet<string> PermissionsOf(IEnumerable<string> roles) =>
        roles
            .SelectMany(role => _permissions.TryGetValue(role, out var permissions) ? permissions : [])
            .ToFrozenSet(StringComparer.Ordinal);
}
