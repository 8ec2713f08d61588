namespace Gatehouse.Gateway.Configuration;

/// <summary>By what a changed file is recognised without reading it: where it really is, when it was written, its length.</summary>
internal sealed record FileMark(string Target, DateTime Written, long Length)
{
    private static readonly FileMark None = new("", default, -1);

    public static FileMark Of(string path)
    {
        try
        {
            // Mounted files are links to links, and a new version is a new target.
            FileInfo file = new(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
            return file.Exists ? new FileMark(file.FullName, file.LastWriteTimeUtc, file.Length) : None;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return None;
        }
    }
}
