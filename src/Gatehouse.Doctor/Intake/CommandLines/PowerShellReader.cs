namespace Gatehouse.Doctor.Intake.CommandLines;

/// <summary>Reads lines of Invoke-WebRequest and Invoke-RestMethod.</summary>
internal static class PowerShellReader
{
    public static CaseFile Read(ShellLine line, DateTimeOffset now)
    {
        var sketch = new RequestSketch();
        var credential = false;
        string? scheme = null;
        var headers = false;
        for (var at = 1; at < line.Words.Count; at++)
        {
            var word = line.Words[at];
            var value = at + 1 < line.Words.Count ? line.Words[at + 1].Text : string.Empty;
            switch (word.Text.ToLowerInvariant())
            {
                case "-uri":
                    sketch.Address = value;
                    at++;
                    break;
                case "-method":
                    sketch.Method = value.ToUpperInvariant();
                    at++;
                    break;
                case "-credential":
                    credential = true;
                    at++;
                    break;
                case "-authentication":
                    scheme = value.ToLowerInvariant();
                    at++;
                    break;
                case "-body" or "-token" or "-useragent" or "-contenttype" or "-outfile" or "-websession":
                    at++;
                    break;
                case "-headers" or "-header":
                    headers = true;
                    break;
                default:
                    if (headers)
                    {
                        sketch.Note(word.Remarks, "--header");
                        headers = !word.Text.EndsWith('}');
                    }
                    else if (sketch.Address is null && !word.Text.StartsWith('-'))
                    {
                        sketch.Address = word.Text;
                    }

                    break;
            }
        }

        Fields(line, sketch);
        return sketch.ToCase(
            now,
            new CommandLine
            {
                Program = "powershell",
                Dialect = ShellDialect.PowerShell,
                Remarks = [.. sketch.Remarks],
                Follows = true,
                Scheme = scheme,
                User = credential ? string.Empty : null,
                WaitsForChallenge = credential && scheme is null,
                RemovedFields = sketch.Removed,
                BrokenFields = sketch.Broken,
            }
        );
    }

    // @{ Authorization = "Bearer x"; "X-Key" = 'y' }: the words between the braces, read in threes.
    private static void Fields(ShellLine line, RequestSketch sketch)
    {
        var joined = string.Join('\u0001', line.Words.Skip(1).Select(word => word.Text));
        var rest = joined + '\u0001' + string.Concat(line.Remarks.Select(remark => remark.Text));
        var open = rest.IndexOf("@{", StringComparison.Ordinal);
        var close = open < 0 ? -1 : rest.IndexOf('}', open);
        if (close < 0)
        {
            return;
        }

        foreach (var entry in rest[(open + 2)..close].Split(';'))
        {
            var equals = entry.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                var name = entry[..equals].Trim('\u0001', ' ', '"', '\'');
                var value = entry[(equals + 1)..].Trim('\u0001', '"', '\'').Replace('\u0001', ' ');
                sketch.AddField($"{name}: {value}");
            }
        }
    }
}
