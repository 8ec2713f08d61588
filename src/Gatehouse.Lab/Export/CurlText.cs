using System.Globalization;
using System.Text;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;
using Gatehouse.Protocol.Basic;

namespace Gatehouse.Lab.Export;

/// <summary>Steps as lines of a shell that run as they stand.</summary>
internal sealed class CurlText(LabAddresses addresses)
{
    /// <summary>The file that curl keeps cookies in.</summary>
    public const string CookieFile = "lab-cookies.txt";

    /// <summary>The file that holds the authority's certificate.</summary>
    public const string AuthorityFile = "lab-authority.pem";

    /// <summary>The lines of some steps, sent after <paramref name="earlier"/>.</summary>
    public string Write(IEnumerable<LabStep> steps, IEnumerable<LabStep>? earlier = null)
    {
        var variables = new HashSet<string>(
            (earlier ?? []).SelectMany(step => step.Captures).Select(capture => capture.Variable),
            StringComparer.Ordinal
        );
        var text = new StringBuilder();
        var fetched = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in steps)
        {
            WriteFiles(text, step, fetched);
            if (step.Note.Length > 0)
            {
                text.Append("# ").Append(step.Note).Append('\n');
            }

            if (step.Wait > TimeSpan.Zero)
            {
                text.Append(CultureInfo.InvariantCulture, $"sleep {Math.Ceiling(step.Wait.TotalSeconds)}\n");
            }

            WriteStep(text, step, variables);
            variables.UnionWith(step.Captures.Select(capture => capture.Variable));
        }

        return text.ToString();
    }

    private void WriteFiles(StringBuilder text, LabStep step, HashSet<string> fetched)
    {
        if (IsTls(step) && fetched.Add(AuthorityFile))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"curl -s -o {AuthorityFile} {addresses[LabPlace.Main]}_lab/authority.pem\n"
            );
        }

        if (step.Certificate is { } certificate && fetched.Add(certificate))
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"curl -s -o lab-{certificate}.pem {addresses[LabPlace.Main]}_lab/certificates/{certificate}.pem\n"
            );
        }
    }

    private bool IsTls(LabStep step) => addresses[step.Place].Scheme == Uri.UriSchemeHttps;

    private void WriteStep(StringBuilder text, LabStep step, HashSet<string> variables)
    {
        switch (step.Captures)
        {
            case [{ Header: null, Before: "", After: "" } body]:
                text.Append(body.Variable).Append("=$(").Append(Command(step, "-s", variables));
                text.Append(")\n");
                break;
            case []:
                text.Append(Command(step, "-i", variables)).Append('\n');
                break;
            default:
                // More than one value, or a part of a field: the whole answer is kept and looked through.
                text.Append("answer=$(").Append(Command(step, "-si", variables)).Append(")\n");
                text.Append("printf '%s\\n' \"$answer\"\n");
                foreach (var capture in step.Captures)
                {
                    text.Append(capture.Variable).Append("=$(printf '%s\\n' \"$answer\" | tr -d '\\r' | ");
                    text.Append(Filter(capture)).Append(")\n");
                }

                break;
        }
    }

    // sed takes the first line of the field that holds the value.
    private static string Filter(Capture capture)
    {
        var before = capture.Header is null ? "" : $"^{Escape(capture.Header)}:[[:space:]]*";
        if (capture.Before.Length > 0)
        {
            before += ".*" + Escape(capture.Before);
        }

        var value = capture.After.Length == 1 ? $"[^{capture.After}]*" : ".*";
        var script = $"s/{before}\\({value}\\){(capture.After.Length == 0 ? "" : Escape(capture.After) + ".*")}/\\1/Ip";
        return $"sed -n {ShellText.Quote(script, new HashSet<string>(StringComparer.Ordinal))} | head -n 1";
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder();
        foreach (var letter in text)
        {
            if (letter is '\\' or '/' or '.' or '*' or '[' or ']' or '^' or '$')
            {
                escaped.Append('\\');
            }

            escaped.Append(letter);
        }

        return escaped.ToString();
    }

    private string Command(LabStep step, string show, HashSet<string> variables)
    {
        var command = new StringBuilder("curl ").Append(show);
        var post = step.Method == "POST" && step.Body is not null;
        if (step.Method == "HEAD")
        {
            command.Append(" -I");
        }
        else if (step.Method != "GET" && !post)
        {
            command.Append(" -X ").Append(step.Method);
        }

        AddConnection(command, step);
        foreach (var field in step.Fields)
        {
            AddField(command, field, variables, post, step.Fields.Count(other => other.Name == field.Name) > 1);
        }

        if (step.Body is { } body)
        {
            command.Append(" --data-binary ").Append(ShellText.Quote(body, variables));
        }

        var place = addresses[step.Place];
        var authority = step.Host is { } host
            ? $"{place.Scheme}://{host}:{place.Port}"
            : place.GetLeftPart(UriPartial.Authority);
        return command
            .Append(' ')
            .Append(ShellText.Quote(addresses.Expand(authority + step.Target), variables))
            .ToString();
    }

    private void AddConnection(StringBuilder command, LabStep step)
    {
        var place = addresses[step.Place];
        if (IsTls(step))
        {
            command.Append(" --cacert ").Append(AuthorityFile);
        }

        if (step.Certificate is { } certificate)
        {
            command.Append(CultureInfo.InvariantCulture, $" --cert lab-{certificate}.pem");
        }

        if (step.Proxy is { } proxy)
        {
            // curl leaves loopback out of every proxy that stands in its environment; one that is named counts.
            command.Append(" --noproxy '' -x ").Append(addresses[proxy].GetLeftPart(UriPartial.Authority));
        }

        if (step.Host is { } host && !step.HasNoAddress)
        {
            var address = step.ConnectTo?.ToString() ?? place.Host;
            command.Append(CultureInfo.InvariantCulture, $" --resolve {host}:{place.Port}:{address}");
        }

        if (step.From is { } from)
        {
            command.Append(CultureInfo.InvariantCulture, $" --interface {from}");
        }

        if (step.Cookies)
        {
            command.Append(CultureInfo.InvariantCulture, $" -b {CookieFile} -c {CookieFile}");
        }

        if (step.Follows)
        {
            command.Append(" -L");
        }

        // A path with dots is sent as it stands.
        if (step.Target.Contains("/.", StringComparison.Ordinal))
        {
            command.Append(" --path-as-is");
        }
    }

    private void AddField(StringBuilder command, LabField field, HashSet<string> variables, bool post, bool repeated)
    {
        if (post && field is { Name: "Content-Type", Value: "application/x-www-form-urlencoded" })
        {
            return;
        }

        var value = addresses.Expand(field.Value);
        if (
            !repeated
            && field.Name == "Authorization"
            && value.StartsWith("Basic ", StringComparison.Ordinal)
            && BasicCredentials.TryDecode(value[6..], out var user, out var password, out _)
            && BasicCredentials.Encode(user, password) == value[6..]
            && !user.Contains('{', StringComparison.Ordinal)
        )
        {
            command.Append(" -u ").Append(ShellText.Quote($"{user}:{password}", variables));
            return;
        }

        // Said of the proxy and not of the request, curl gives it to the proxy alone, in front of a tunnel too.
        if (
            field.Name == "Proxy-Authorization"
            && value.StartsWith("Basic ", StringComparison.Ordinal)
            && BasicCredentials.TryDecode(value[6..], out var proxyUser, out var proxyPassword, out _)
        )
        {
            command.Append(" -U ").Append(ShellText.Quote($"{proxyUser}:{proxyPassword}", variables));
            return;
        }

        if (field.Name == "Cookie")
        {
            command.Append(" -b ").Append(ShellText.Quote(value, variables));
            return;
        }

        command.Append(" -H ").Append(ShellText.Quote($"{field.Name}: {value}", variables));
    }
}
