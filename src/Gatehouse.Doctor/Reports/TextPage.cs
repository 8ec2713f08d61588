using System.Text;

namespace Gatehouse.Doctor.Reports;

/// <summary>Writes lines for a terminal: broken at its width, coloured where it may be.</summary>
internal sealed class TextPage(TextLook look)
{
    private readonly StringBuilder _written = new();

    public override string ToString() => _written.ToString().TrimEnd();

    public void Blank() => _written.Append('\n');

    /// <summary>A heading or verdict.</summary>
    public void Strong(string text, string colour = "1") =>
        Write(text, string.Empty, string.Empty, colour, int.MaxValue);

    /// <summary>Text after a mark such as <c>- </c>; further lines are set in as deep. At most so many lines.</summary>
    public void Item(string mark, string text, int most = int.MaxValue) =>
        Write(text, mark, new string(' ', mark.Length), null, most);

    private void Write(string text, string mark, string indent, string? colour, int most)
    {
        var lines = Broken(text, Math.Max(20, look.Width - mark.Length)).ToList();
        for (var at = 0; at < Math.Min(lines.Count, most); at++)
        {
            var line = at == most - 1 && lines.Count > most ? lines[at].TrimEnd() + " ..." : lines[at];
            _written.Append(at == 0 ? mark : indent);
            _written.Append(look.Colour && colour is not null ? $"\u001b[{colour}m{line}\u001b[0m" : line).Append('\n');
        }
    }

    private static IEnumerable<string> Broken(string text, int width)
    {
        while (text.Length > width)
        {
            var at = text.LastIndexOf(' ', width);
            if (at <= width / 3)
            {
                at = width;
            }

            yield return text[..at];
            text = text[at..].TrimStart(' ');
        }

        yield return text;
    }
}
