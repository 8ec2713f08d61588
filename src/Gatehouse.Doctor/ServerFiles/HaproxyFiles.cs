namespace Gatehouse.Doctor.ServerFiles;

/// <summary>Reads HAProxy's file: sections begin at a keyword of their own, everything else belongs to the last one.</summary>
internal static class HaproxyFiles
{
    private static readonly string[] Sections =
    [
        "global",
        "defaults",
        "frontend",
        "backend",
        "listen",
        "userlist",
        "peers",
        "resolvers",
        "mailers",
        "cache",
        "program",
        "http-errors",
        "ring",
        "crt-store",
    ];

    public static Directive Read(ServerFile file)
    {
        var root = new Directive(file, 0, string.Empty, []);
        var section = root;
        for (var at = 0; at < file.Lines.Count; at++)
        {
            var words = file.Lines[at].Split('#')[0].Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
            {
                continue;
            }

            var directive = new Directive(file, at + 1, words[0], words[1..]);
            if (Array.IndexOf(Sections, words[0]) >= 0)
            {
                section = root.Add(directive);
            }
            else
            {
                section.Add(directive);
            }
        }

        return root;
    }
}
