using System.Text.Json;

namespace Gatehouse.TestKit;

/// <summary>
/// The conformance vectors of public test suites, which lie beside the repository and not in it: a clone elsewhere has none.
/// </summary>
public static class VectorFile
{
    /// <summary>What a test says when it skips.</summary>
    public const string Absent =
        "The conformance vectors (../shared/vectors beside the repository) are not here: not run.";

    /// <summary>The vectors of that file, or null where they are not there.</summary>
    public static JsonDocument? Open(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Gatehouse.slnx")))
            {
                var path = Path.Combine(folder.FullName, "..", "shared", "vectors", name);
                return File.Exists(path) ? JsonDocument.Parse(File.ReadAllBytes(path)) : null;
            }
        }

        return null;
    }
}
