using Gatehouse.Doctor.Credentials;

namespace Gatehouse.Doctor.Intake.CommandLines;

/// <summary>Reads the options of wget that say something about credentials. It sends them only after a challenge, unless told otherwise.</summary>
internal static class WgetReader
{
    public static CaseFile Read(ShellLine line, DateTimeOffset now)
    {
        var sketch = new RequestSketch();
        string? user = null;
        string? password = null;
        var atOnce = false;
        for (var at = 1; at < line.Words.Count; at++)
        {
            var word = line.Words[at];
            var (name, value, next) = Split(line, at);
            switch (name)
            {
                case "--user" or "--http-user":
                    user = value;
                    break;
                case "--password" or "--http-password" or "--http-passwd":
                    password = value;
                    break;
                case "--header":
                    sketch.AddField(value ?? string.Empty);
                    break;
                case "--auth-no-challenge":
                    atOnce = true;
                    continue;
                case "--method":
                    sketch.Method = value?.ToUpperInvariant();
                    break;
                case "--post-data" or "--body-data":
                    sketch.Append(value ?? string.Empty, '&');
                    break;
                case "-U" or "--user-agent":
                    sketch.Add("User-Agent", value ?? string.Empty);
                    break;
                case "-O" or "-o" or "-P" or "-t" or "-T" or "-i":
                    break;
                default:
                    if (name.Length > 0 && name[0] != '-' && sketch.Address is null)
                    {
                        sketch.Address = word.Text;
                        sketch.Note(word.Remarks, string.Empty);
                    }

                    continue;
            }

            sketch.Note(line.Words[next].Remarks, name);
            at = next;
        }

        // What it would send after a challenge; the note says that it waits for one.
        if (user is not null && !sketch.Has("Authorization"))
        {
            sketch.Add("Authorization", CredentialPlaces.Basic(user, password ?? string.Empty).Value);
        }

        return sketch.ToCase(
            now,
            new CommandLine
            {
                Program = "wget",
                Dialect = line.Dialect,
                Remarks = [.. sketch.Remarks, .. line.Remarks],
                Follows = true,
                User = user,
                Password = password,
                WaitsForChallenge = user is not null && !atOnce,
                RemovedFields = sketch.Removed,
                BrokenFields = sketch.Broken,
            }
        );
    }

    private static (string Name, string? Value, int Next) Split(ShellLine line, int at)
    {
        var text = line.Words[at].Text;
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (text.StartsWith("--", StringComparison.Ordinal) && equals > 0)
        {
            return (text[..equals], text[(equals + 1)..], at);
        }

        return at + 1 < line.Words.Count ? (text, line.Words[at + 1].Text, at + 1) : (text, null, at);
    }
}
