using System.Text.Json;

namespace Gatehouse.Protocol.Tests.Jose;

/// <summary>The public vectors, read in place; where they are not, the tests that want them say so.</summary>
internal static class JwsVectors
{
    private static readonly Lazy<JsonElement?> _root = new(Load);

    public static string Repository { get; } = FindRepository();

    public static JsonElement Root
    {
        get
        {
            Assert.SkipWhen(_root.Value is null, "Not run: there is no shared/vectors/jws.json beside the repository.");
            return _root.Value!.Value;
        }
    }

    private static JsonElement? Load()
    {
        var path = Path.Combine(Repository, "..", "shared", "vectors", "jws.json");
        return File.Exists(path) ? JsonElement.Parse(File.ReadAllBytes(path)) : null;
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Gatehouse.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Gatehouse.slnx not found.");
        }

        return folder;
    }
}
