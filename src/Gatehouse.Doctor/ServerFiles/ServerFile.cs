namespace Gatehouse.Doctor.ServerFiles;

/// <summary>One file of a server, as it was given.</summary>
internal sealed class ServerFile
{
    private const int MostDirectives = 10_000;

    private int _directives;

    /// <summary>Reads the file's kind and, where it has one, its tree.</summary>
    public ServerFile(string name, string text)
    {
        Name = name;
        Text = text;
        Kind = ServerFileKinds.Of(name, text);
        Lines = text.Split('\n');
        Root = Kind switch
        {
            ServerFileKind.Nginx or ServerFileKind.Caddyfile => BraceFiles.Read(this, Kind == ServerFileKind.Nginx),
            ServerFileKind.Apache => ApacheFiles.Read(this),
            ServerFileKind.Haproxy => HaproxyFiles.Read(this),
            ServerFileKind.PhpIni or ServerFileKind.Container => SettingFiles.Read(this),
            _ => new Directive(this, 0, string.Empty, []),
        };
    }

    /// <summary>The name it was given by.</summary>
    public string Name { get; }

    /// <summary>All of it.</summary>
    public string Text { get; }

    /// <summary>Its lines; the first is line 1.</summary>
    public IReadOnlyList<string> Lines { get; }

    /// <summary>What it is.</summary>
    public ServerFileKind Kind { get; }

    /// <summary>The tree's root, which stands for the file itself.</summary>
    public Directive Root { get; }

    /// <summary>Counts one directive more; false past the most that are looked at.</summary>
    public bool MayHoldMore() => ++_directives <= MostDirectives;

    /// <summary>The name without folders.</summary>
    public string ShortName => Name[(Name.LastIndexOfAny(['/', '\\']) + 1)..];
}
