using Gatehouse.Gateway.Configuration.Yaml;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>What one reading of a file shares: its problems, the names it declares and refers to, its secrets.</summary>
internal sealed class Reading(ProblemList problems, string baseDirectory, SecretResolver secrets)
{
    private readonly Dictionary<string, OrderedNames> _declared = new(StringComparer.Ordinal);
    private readonly List<NameReference> _references = [];
    private readonly List<MissingSecret> _missing = [];

    public ProblemList Problems { get; } = problems;

    public string BaseDirectory { get; } = baseDirectory;

    public SecretResolver Secrets { get; } = secrets;

    public IReadOnlyList<MissingSecret> MissingSecrets => _missing;

    public void Error(string id, Place place, YamlNode node, string message, string? fix = null) =>
        Problems.Error(id, Locate(place, node), message, fix);

    public void Warn(string id, Place place, YamlNode node, string message, string? fix = null) =>
        Problems.Warn(id, Locate(place, node), message, fix);

    public static ConfigurationLocation Locate(Place place, YamlNode node) => new(place.Path, node.Line, node.Column);

    /// <summary>The file has a thing of this kind (<c>upstreams</c>) and name, whether or not it is a good one.</summary>
    public void Declare(string kind, string name)
    {
        if (!_declared.TryGetValue(kind, out var names))
        {
            _declared.Add(kind, names = new OrderedNames());
        }

        names.Add(name);
    }

    /// <summary>The file refers to a thing of this kind, which may stand further below.</summary>
    public void Refer(NameReference reference) => _references.Add(reference);

    public void Missing(MissingSecret secret)
    {
        _missing.Add(secret);
        Problems.Warn(
            "secret-missing",
            secret.Location,
            $"`{secret.Location.KeyPath}` is missing: {secret.Reason} What needs it stays closed.",
            fix: null
        );
    }

    /// <summary>Reports the references that lead nowhere, once everything is read.</summary>
    public void CheckReferences()
    {
        foreach (var reference in _references)
        {
            if (Problems.IsFull)
            {
                return;
            }

            var names = _declared.GetValueOrDefault(reference.Kind);
            if (names?.Contains(reference.Name) != true)
            {
                reference.Report(Problems, names?.InOrder ?? []);
            }
        }
    }
}
