namespace Gatehouse.Lab.Tests.Provider;

/// <summary>Files of the repository that the tests read in place.</summary>
internal static class RepositoryFile
{
    /// <summary>The path of a file or folder, given from the repository's root.</summary>
    public static string Find(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Gatehouse.slnx")))
        {
            folder = folder.Parent;
        }

        return Path.Combine(folder?.FullName ?? "", path);
    }
}
