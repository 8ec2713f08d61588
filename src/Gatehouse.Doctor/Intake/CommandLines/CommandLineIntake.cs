using System.Collections.Frozen;

namespace Gatehouse.Doctor.Intake.CommandLines;

/// <summary>A case that begins with a pasted command line: curl's, and those of its kin where they say the same.</summary>
public static class CommandLineIntake
{
    private const int MostText = 4 * 1024 * 1024;

    private static readonly FrozenSet<string> Programs = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "curl",
        "curl.exe",
        "wget",
        "wget.exe",
        "http",
        "https",
        "xh",
        "xhs",
        "curlie",
        "Invoke-WebRequest",
        "Invoke-RestMethod",
        "iwr",
        "irm"
    );

    private static readonly FrozenSet<string> Prefixes = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "sudo",
        "time",
        "env",
        "command",
        "exec",
        "run:",
        "RUN",
        "-",
        "!",
        "watch",
        "nohup",
        "&"
    );

    /// <summary>The case of the first command line in this text. What follows it is kept as loose text.</summary>
    /// <exception cref="IntakeException">There is no command line that is known, or it has no address.</exception>
    public static CaseFile Read(string text, DateTimeOffset now)
    {
        if (text.Length > MostText)
        {
            throw new IntakeException("The command line is too long: 4 MiB are the most.");
        }

        var clean = text.TrimStart('\ufeff').Replace("\r\n", "\n", StringComparison.Ordinal);
        var (start, variables, prompt) = Find(clean);
        if (start < 0)
        {
            throw new IntakeException("There is no curl, wget, http or Invoke-WebRequest command in what was given.");
        }

        var command = clean[start..];
        var line = ShellReader.Read(command, prompt ?? DialectOf(command), variables);
        var file = ReaderOf(line).Invoke(line, now);
        file.Text = line.Rest.Trim();
        return file;
    }

    private static Func<ShellLine, DateTimeOffset, CaseFile> ReaderOf(ShellLine line) =>
        line.Words[0].Text.ToLowerInvariant() switch
        {
            "wget" or "wget.exe" => WgetReader.Read,
            "http" or "https" or "xh" or "xhs" or "curlie" => HttpieReader.Read,
            "invoke-webrequest" or "invoke-restmethod" or "iwr" or "irm" => PowerShellReader.Read,
            _ when line.Words.Any(word => word.Text.ToLowerInvariant() is "-uri" or "-headers" or "-credential") =>
                PowerShellReader.Read,
            _ => CurlReader.Read,
        };

    private static (int Start, Dictionary<string, string> Variables, ShellDialect? Prompt) Find(string text)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < text.Length; )
        {
            var end = text.IndexOf('\n', at);
            end = end < 0 ? text.Length : end;
            var line = text.AsSpan(at, end - at);
            var (skipped, prompt) = PromptOf(line);
            var program = ProgramAt(line[skipped..]);
            if (program >= 0)
            {
                return (at + skipped + program, variables, prompt);
            }

            Assignment(line[skipped..].ToString(), variables);
            at = end + 1;
        }

        return (Anywhere(text), variables, null);
    }

    private static (int Length, ShellDialect? Dialect) PromptOf(ReadOnlySpan<char> line)
    {
        var blank = line.Length - line.TrimStart().Length;
        var rest = line[blank..];
        if (rest.StartsWith("PS ") && rest.IndexOf('>') is > 0 and < 200 and var shell)
        {
            return (blank + shell + 1, ShellDialect.PowerShell);
        }

        if (rest.Length > 3 && rest[1] == ':' && rest[2] == '\\' && rest.IndexOf('>') is > 0 and < 200 and var cmd)
        {
            return (blank + cmd + 1, ShellDialect.Cmd);
        }

        if (rest.StartsWith("$ ") || rest.StartsWith("# ") || rest.StartsWith("% ") || rest.StartsWith("> "))
        {
            return (blank + 2, null);
        }

        var sign = rest.IndexOf("$ ");
        sign = sign < 0 ? rest.IndexOf("# ") : sign;
        return sign is > 0 and < 100 && rest[..sign].Contains('@') && !rest[..sign].Contains('\'')
            ? (blank + sign + 2, ShellDialect.Posix)
            : (blank, null);
    }

    private static int ProgramAt(ReadOnlySpan<char> line)
    {
        var at = 0;
        while (at < line.Length)
        {
            while (at < line.Length && line[at] is ' ' or '\t' or '(' or '`')
            {
                at++;
            }

            var end = at;
            while (end < line.Length && !char.IsWhiteSpace(line[end]))
            {
                end++;
            }

            var word = line[at..end].ToString();
            if (Programs.Contains(NameOf(word)) && end < line.Length)
            {
                return at;
            }

            if (word.Length == 0 || !(Prefixes.Contains(word) || IsAssignment(word)))
            {
                return -1;
            }

            at = end;
        }

        return -1;
    }

    private static string NameOf(string word) => word[(word.LastIndexOfAny(['/', '\\']) + 1)..];

    private static bool IsAssignment(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && word[..equals].All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '$');
    }

    private static void Assignment(string line, Dictionary<string, string> variables)
    {
        var text = line.Trim().TrimEnd(';');
        foreach (var word in (string[])["export ", "set ", "declare ", "local ", "$env:", "$"])
        {
            if (text.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                text = text[word.Length..].TrimStart('"');
                break;
            }
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals > 0 ? text[..equals].Trim() : string.Empty;
        if (name.Length is 0 or > 80 || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
        {
            return;
        }

        var read = ShellReader.Read(
            "x " + text[(equals + 1)..].Trim(),
            ShellDialect.Posix,
            new Dictionary<string, string>(variables, StringComparer.Ordinal)
        );
        if (read.Words is [_, { Remarks.Count: 0 } value, ..])
        {
            variables[name] = value.Text;
        }
    }

    private static int Anywhere(string text)
    {
        foreach (var program in (string[])["curl ", "curl.exe ", "wget ", "Invoke-WebRequest ", "Invoke-RestMethod "])
        {
            var at = text.IndexOf(program, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])))
            {
                return at;
            }
        }

        return -1;
    }

    private static ShellDialect DialectOf(string command)
    {
        if (
            command.StartsWith("Invoke-", StringComparison.OrdinalIgnoreCase)
            || command.StartsWith("iwr ", StringComparison.OrdinalIgnoreCase)
            || command.StartsWith("irm ", StringComparison.OrdinalIgnoreCase)
        )
        {
            return ShellDialect.PowerShell;
        }

        foreach (var line in command.Split('\n'))
        {
            var ended = line.TrimEnd();
            if (ended.EndsWith(" ^", StringComparison.Ordinal) || ended.Contains("^\"", StringComparison.Ordinal))
            {
                return ShellDialect.Cmd;
            }

            if (ended.EndsWith(" `", StringComparison.Ordinal))
            {
                return ShellDialect.PowerShell;
            }

            if (!ended.EndsWith('\\'))
            {
                break;
            }
        }

        return command.Contains("$env:", StringComparison.OrdinalIgnoreCase)
            ? ShellDialect.PowerShell
            : ShellDialect.Posix;
    }
}
