using Gatehouse.Doctor.Credentials;

namespace Gatehouse.Doctor.Intake.CommandLines;

/// <summary>Reads HTTPie's command line and those of its kin.</summary>
internal static class HttpieReader
{
    public static CaseFile Read(ShellLine line, DateTimeOffset now)
    {
        var sketch = new RequestSketch();
        string? pair = null;
        var scheme = "basic";
        var follows = false;
        for (var at = 1; at < line.Words.Count; at++)
        {
            var word = line.Words[at];
            var text = word.Text;
            if (text is "-a" or "--auth" or "-A" or "--auth-type" && at + 1 < line.Words.Count)
            {
                at++;
                sketch.Note(line.Words[at].Remarks, text);
                (pair, scheme) = text is "-a" or "--auth" ? (line.Words[at].Text, scheme) : (pair, line.Words[at].Text);
            }
            else if (text.StartsWith("--auth=", StringComparison.Ordinal))
            {
                pair = text["--auth=".Length..];
                sketch.Note(word.Remarks, "--auth");
            }
            else if (text.StartsWith("--auth-type=", StringComparison.Ordinal))
            {
                scheme = text["--auth-type=".Length..];
            }
            else if (text is "-F" or "--follow")
            {
                follows = true;
            }
            else if (text.Length > 0 && text[0] != '-')
            {
                Item(sketch, word);
            }
        }

        if (pair is not null && !sketch.Has("Authorization") && scheme is "basic" or "bearer")
        {
            sketch.Add("Authorization", scheme == "bearer" ? "Bearer " + pair : RequestIntake.Basic(pair!).Value);
        }

        var colon = pair?.IndexOf(':', StringComparison.Ordinal) ?? -1;
        var basic = pair is not null && scheme == "basic";
        return sketch.ToCase(
            now,
            new CommandLine
            {
                Program = "http",
                Dialect = line.Dialect,
                Remarks = [.. sketch.Remarks, .. line.Remarks],
                Follows = follows,
                Scheme = pair is null ? null : scheme,
                User = basic ? (colon < 0 ? pair : pair![..colon]) : null,
                Password = basic && colon >= 0 ? pair![(colon + 1)..] : null,
                WaitsForChallenge = pair is not null && scheme is "digest",
                RemovedFields = sketch.Removed,
                BrokenFields = sketch.Broken,
            }
        );
    }

    private static void Item(RequestSketch sketch, ShellWord word)
    {
        var text = word.Text;
        if (sketch.Address is null)
        {
            if (sketch.Method is null && text.Length < 10 && text.All(char.IsAsciiLetterUpper))
            {
                sketch.Method = text;
                return;
            }

            sketch.Address =
                text.StartsWith(":/", StringComparison.Ordinal) ? "http://localhost" + text[1..]
                : text.StartsWith(':') ? "http://localhost" + text
                : text;
            sketch.Note(word.Remarks, string.Empty);
            return;
        }

        var separator = text.AsSpan().IndexOfAny(':', '=');
        if (separator <= 0)
        {
            return;
        }

        sketch.Note(word.Remarks, "header");
        if (text[separator] == ':' && !text.AsSpan(separator).StartsWith(":="))
        {
            sketch.AddField(text);
        }
        else if (text.AsSpan(separator).StartsWith("=="))
        {
            sketch.Address +=
                (sketch.Address.Contains('?', StringComparison.Ordinal) ? "&" : "?")
                + text[..separator]
                + "="
                + Uri.EscapeDataString(text[(separator + 2)..]);
        }
        else
        {
            sketch.Append(text, '&');
        }
    }
}
