namespace Gatehouse.Doctor.ServerFiles;

/// <summary>The files that were given together; nginx's includes among them are put in their places.</summary>
internal sealed class GivenFiles
{
    public GivenFiles(IReadOnlyList<ServerFile> files)
    {
        All = files;
        var included = new HashSet<ServerFile>();
        foreach (var file in files.Where(file => file.Kind == ServerFileKind.Nginx))
        {
            Include(file.Root, included, [file]);
        }

        Roots = [.. files.Where(file => !included.Contains(file))];
    }

    /// <summary>All files.</summary>
    public IReadOnlyList<ServerFile> All { get; }

    /// <summary>Those that no other includes.</summary>
    public IReadOnlyList<ServerFile> Roots { get; }

    /// <summary>The roots of this kind.</summary>
    public IEnumerable<ServerFile> Of(ServerFileKind kind) => Roots.Where(file => file.Kind == kind);

    // No file goes into itself, whichever way around.
    private void Include(Directive block, HashSet<ServerFile> included, HashSet<ServerFile> open)
    {
        foreach (var child in block.Children.ToList())
        {
            if (child.Is("include") && child.Arguments.Count == 1)
            {
                foreach (
                    var file in All.Where(file =>
                        file.Kind == ServerFileKind.Nginx && !open.Contains(file) && IsMeant(child[0], file.Name)
                    )
                )
                {
                    if (included.Add(file))
                    {
                        Include(file.Root, included, [.. open, file]);
                        file.Root.Children.ToList().ForEach(inner => block.Add(inner));
                    }
                }
            }
            else
            {
                Include(child, included, open);
            }
        }
    }

    // The folder may be another here than on the server: what counts is the end of the path.
    private static bool IsMeant(string pattern, string name)
    {
        pattern = pattern.Replace('\\', '/');
        name = name.Replace('\\', '/');
        var file = name[(name.LastIndexOf('/') + 1)..];
        var wanted = pattern[(pattern.LastIndexOf('/') + 1)..];
        var star = wanted.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
        {
            return file == wanted;
        }

        var folder = pattern.Split('/') is { Length: > 1 } parts ? parts[^2] : string.Empty;
        return file.StartsWith(wanted[..star], StringComparison.Ordinal)
            && file.EndsWith(wanted[(star + 1)..], StringComparison.Ordinal)
            && (folder.Length == 0 || name.Contains($"{folder}/", StringComparison.Ordinal));
    }
}
