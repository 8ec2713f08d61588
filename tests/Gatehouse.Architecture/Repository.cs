namespace Gatehouse.Architecture;

/// <summary>The tree that the rules are about.</summary>
internal static class Repository
{
    private const int LargestText = 1 << 20;

    private static readonly HashSet<string> NotOurs = new(StringComparer.Ordinal)
    {
        ".git",
        ".idea",
        ".vs",
        "artifacts",
        "BenchmarkDotNet.Artifacts",
        "bin",
        "data",
        "node_modules",
        "obj",
        "TestResults",
    };

    private static readonly HashSet<string> Extensions = new(StringComparer.Ordinal)
    {
        ".conf",
        ".cs",
        ".csproj",
        ".css",
        ".globalconfig",
        ".html",
        ".js",
        ".json",
        ".lua",
        ".md",
        ".mjs",
        ".props",
        ".service",
        ".sh",
        ".slnx",
        ".sql",
        ".svg",
        ".txt",
        ".xml",
        ".yaml",
        ".yml",
    };

    public static string Root { get; } = FindRoot();

    public static IEnumerable<string> Projects(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*.csproj", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal);

    public static IEnumerable<string> Sources(string folder) =>
        Directory
            .EnumerateFiles(Path.Combine(Root, folder), "*.cs", SearchOption.AllDirectories)
            .Where(path => !Relative(path).Split('/').Any(part => part is "bin" or "obj"))
            .Order(StringComparer.Ordinal);

    /// <summary>Every text of the tree: what is built, fetched or written at run time is none of it.</summary>
    public static IEnumerable<string> Texts() =>
        Texts(new DirectoryInfo(Root)).Select(file => file.FullName).Order(StringComparer.Ordinal);

    /// <summary>Whether there is a file or folder of this path from the root.</summary>
    public static bool Has(string path) => Path.Exists(Path.Combine(Root, path));

    public static string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    private static IEnumerable<FileInfo> Texts(DirectoryInfo folder) =>
        folder
            .EnumerateFiles()
            .Where(file =>
                file.Length < LargestText && (file.Extension.Length == 0 || Extensions.Contains(file.Extension))
            )
            .Concat(folder.EnumerateDirectories().Where(inner => !NotOurs.Contains(inner.Name)).SelectMany(Texts));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gatehouse.slnx")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run from within the repository.");
    }
}
