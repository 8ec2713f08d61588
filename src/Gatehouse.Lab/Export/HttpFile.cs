using System.Globalization;
using System.Text;
using Gatehouse.Lab.Exhibits;
using Gatehouse.Lab.Serving;
using Gatehouse.Lab.Steps;

namespace Gatehouse.Lab.Export;

/// <summary>The exhibits as an <c>.http</c> file for editors; values are kept by the handlers of JetBrains' client.</summary>
internal static class HttpFile
{
    /// <summary>The file.</summary>
    public static string Write(ExhibitTable exhibits, LabAddresses addresses)
    {
        var text = new StringBuilder();
        foreach (var (place, address) in addresses.All.OrderBy(entry => entry.Key))
        {
            text.Append('@').Append(LabAddresses.NameOf(place)).Append(" = ");
            text.Append(address.GetLeftPart(UriPartial.Authority)).Append('\n');
        }

        foreach (var exhibit in exhibits.All)
        {
            if (Portable.WhyNot(exhibit) is { } reason)
            {
                text.Append(CultureInfo.InvariantCulture, $"\n# {exhibit.Cause.Id} is not in here: {reason}.\n");
                continue;
            }

            Write(text, exhibit, exhibit.Provoke, "meet");
            Write(text, exhibit, exhibit.Cure, "cure");
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, Exhibit exhibit, IReadOnlyList<LabStep> steps, string part)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            var step = steps[i];
            text.Append(CultureInfo.InvariantCulture, $"\n### {exhibit.Cause.Id}, {part} {i + 1}");
            text.Append(
                CultureInfo.InvariantCulture,
                $" ({step.Status}){(step.Note.Length > 0 ? ": " + step.Note : "")}\n"
            );
            if (i == 0 && part == "meet")
            {
                text.Append("# ").Append(exhibit.Scene).Append('\n');
            }

            if (!step.Cookies)
            {
                text.Append("# @no-cookie-jar\n");
            }

            text.Append("# @no-redirect\n");
            text.Append(CultureInfo.InvariantCulture, $"{step.Method} {{{{{LabAddresses.NameOf(step.Place)}}}}}");
            text.Append(Template(step.Target)).Append('\n');
            foreach (var field in step.Fields)
            {
                text.Append(CultureInfo.InvariantCulture, $"{field.Name}: {Template(field.Value)}\n");
            }

            if (step.Body is { } body)
            {
                text.Append('\n').Append(Template(body)).Append('\n');
            }

            WriteCaptures(text, step);
        }
    }

    private static void WriteCaptures(StringBuilder text, LabStep step)
    {
        if (step.Captures.IsEmpty)
        {
            return;
        }

        text.Append("\n> {%\n");
        foreach (var capture in step.Captures)
        {
            var source = capture.Header is { } header
                ? $"response.headers.valuesOf(\"{header}\").join(\"\\n\")"
                : "response.body.toString()";
            text.Append(CultureInfo.InvariantCulture, $"  client.global.set(\"{capture.Variable}\", {source}");
            if (capture.Before.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $".split({Quote(capture.Before)})[1]");
            }

            if (capture.After.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $".split({Quote(capture.After)})[0]");
            }

            text.Append(".trim());\n");
        }

        text.Append("%}\n");
    }

    private static string Quote(string text) =>
        "'" + text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal) + "'";

    private static string Template(string text) => Braces.Replace(text, name => $"{{{{{name}}}}}");
}
