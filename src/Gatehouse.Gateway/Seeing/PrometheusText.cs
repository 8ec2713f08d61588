using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Gatehouse.Gateway.Seeing;

/// <summary>Writes the Prometheus text format, version 0.0.4.</summary>
internal sealed class PrometheusText
{
    /// <summary>The media type of what this writes.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly StringBuilder _text = new();

    /// <summary>The name under which an instrument is scraped: its unit and, for a counter, <c>total</c> at the end.</summary>
    public static string NameOf(Instrument instrument, bool counts)
    {
        var name = new StringBuilder(instrument.Name.Length + 16);
        foreach (var letter in instrument.Name)
        {
            name.Append(char.IsAsciiLetterOrDigit(letter) ? letter : '_');
        }

        if (instrument.Unit == "s")
        {
            name.Append("_seconds");
        }

        return name.Append(counts ? "_total" : "").ToString();
    }

    /// <summary>Begins a family of samples.</summary>
    public void Family(string name, string? help, string type)
    {
        _text.Append("# HELP ").Append(name).Append(' ');
        Escape(help ?? "", quoted: false);
        _text.Append("\n# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    /// <summary>Writes one sample.</summary>
    public void Sample(string name, IEnumerable<KeyValuePair<string, object?>> labels, double value)
    {
        _text.Append(name);
        var first = true;
        foreach (var (label, text) in labels)
        {
            _text.Append(first ? '{' : ',').Append(label).Append("=\"");
            Escape(Convert.ToString(text, CultureInfo.InvariantCulture) ?? "", quoted: true);
            _text.Append('"');
            first = false;
        }

        _text.Append(first ? " " : "} ").Append(Number(value)).Append('\n');
    }

    /// <summary>A number as the format writes it.</summary>
    public static string Number(double value) =>
        double.IsPositiveInfinity(value) ? "+Inf"
        : double.IsNegativeInfinity(value) ? "-Inf"
        : value.ToString("R", CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();

    private void Escape(string text, bool quoted)
    {
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '\\' => _text.Append(@"\\"),
                '\n' => _text.Append(@"\n"),
                '"' when quoted => _text.Append("\\\""),
                _ => _text.Append(letter),
            };
        }
    }
}
