namespace Gatehouse.Doctor.ServerFiles;

/// <summary>
/// Reads settings a line each, as php.ini, environment files, Compose's labels and environment, command-line flags in
/// lists and simple YAML have them: a name, then <c>=</c> or <c>:</c>, then a value. Depth does not count.
/// </summary>
internal static class SettingFiles
{
    public static Directive Read(ServerFile file)
    {
        var root = new Directive(file, 0, string.Empty, []);
        for (var at = 0; at < file.Lines.Count; at++)
        {
            var line = file.Lines[at].Trim().TrimStart('\uFEFF');
            if (line.Length == 0 || line[0] is '#' or ';' || (line[0] == '[' && file.Kind == ServerFileKind.PhpIni))
            {
                continue;
            }

            var item = line.StartsWith("- ", StringComparison.Ordinal);
            line = Unquoted(item ? line[2..].Trim() : line).TrimStart('-');
            var equals = line.IndexOf('=', StringComparison.Ordinal);
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            var cut = equals > 0 && (colon < 0 || equals < colon) ? equals : colon;
            if (cut > 0)
            {
                root.Add(new Directive(file, at + 1, Unquoted(line[..cut].Trim()), [ValueOf(line[(cut + 1)..])]));
            }
            else
            {
                root.Add(new Directive(file, at + 1, line.TrimEnd(':'), item ? ["item"] : []));
            }
        }

        return root;
    }

    private static string ValueOf(string text)
    {
        text = text.Trim();
        if (text.Length > 1 && (text[0] is '"' or '\''))
        {
            var end = text.IndexOf(text[0], 1);
            return end > 0 ? text[1..end] : text;
        }

        var remark = text.IndexOf(" ;", StringComparison.Ordinal);
        remark = remark < 0 ? text.IndexOf(" #", StringComparison.Ordinal) : remark;
        return remark < 0 ? text : text[..remark].TrimEnd();
    }

    private static string Unquoted(string text) =>
        text.Length > 1 && (text[0] is '"' or '\'') && text[^1] == text[0] ? text[1..^1] : text;
}
