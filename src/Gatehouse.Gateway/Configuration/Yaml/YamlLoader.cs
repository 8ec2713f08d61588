using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Gatehouse.Gateway.Configuration.Yaml;

/// <summary>
/// Text to nodes. A small YAML: one document, no anchors, aliases, merges and tags (they let a short file grow without
/// bound and say one thing in two places), bounded in size and depth.
/// </summary>
internal sealed class YamlLoader
{
    private const int MaximumBytes = 1024 * 1024;
    private const int MaximumDepth = 32;

    private readonly string _text;
    private readonly ProblemList _problems;
    private readonly Parser _parser;

    private YamlLoader(string text, ProblemList problems)
    {
        _text = text;
        _problems = problems;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The document, or null where the problems say why there is none.</summary>
    public static YamlNode? Load(string text, ProblemList problems)
    {
        if (Encoding.UTF8.GetByteCount(text) > MaximumBytes)
        {
            problems.Error(
                "file-too-large",
                new ConfigurationLocation("", 1, 1),
                "The file is larger than 1 MiB.",
                "Split what it describes over several gateways, or check that this is the right file."
            );
            return null;
        }

        return HasOnlyText(text, problems) ? new YamlLoader(text, problems).LoadDocument() : null;
    }

    // The scanner takes a NUL for the end of the file: what follows it would be lost without a word.
    private static bool HasOnlyText(string text, ProblemList problems)
    {
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\n')
            {
                line++;
                lineStart = i + 1;
                continue;
            }

            var isText =
                c is '\t' or '\r' or '\u0085'
                || (i == 0 && c == '\uFEFF')
                || (!char.IsControl(c) && c is not ('\uFFFE' or '\uFFFF' or '\uFFFD') && !char.IsSurrogate(c));
            if (isText)
            {
                continue;
            }

            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            problems.Error(
                "yaml-character",
                new ConfigurationLocation("", line, i - lineStart + 1),
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The character U+{(int)c:X4} may not stand in a YAML file."
                ),
                "Remove it, and save the file as UTF-8."
            );
            return false;
        }

        return true;
    }

    private YamlNode? LoadDocument()
    {
        try
        {
            Advance();
            Advance();
            if (Current is StreamEnd)
            {
                _problems.Error(
                    "file-empty",
                    new ConfigurationLocation("", 1, 1),
                    "The file says nothing.",
                    "Write at least `upstreams` and `routes`."
                );
                return null;
            }

            Advance();
            var node = ReadNode(0);
            if (node is null)
            {
                return null;
            }

            Advance();
            if (Current is DocumentStart)
            {
                Report(
                    "yaml-documents",
                    "A second document begins here.",
                    "Keep one document to a file: remove `---`."
                );
                return null;
            }

            return node;
        }
        catch (YamlException exception)
        {
            ReportUnreadable(exception.Start, exception.Message);
            return null;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // The parser leaves by exceptions of other kinds where a file ends in the middle of something.
            ReportUnreadable(_parser.Current?.End ?? Mark.Empty, "It ends in the middle of something.");
            return null;
        }
    }

    private ParsingEvent Current => _parser.Current!;

    private void Advance()
    {
        if (!_parser.MoveNext())
        {
            throw new YamlException(Current.Start, Current.End, "The file ends too early.");
        }
    }

    // Null where nothing further can be read; stands after the node's last event otherwise.
    private YamlNode? ReadNode(int depth)
    {
        if (depth > MaximumDepth)
        {
            Report("yaml-depth", "Values stand more than 32 levels deep here.", fix: null);
            return null;
        }

        var start = Current;
        ReportDecorations(start);
        switch (start)
        {
            case Scalar scalar:
                Advance();
                return new YamlText(scalar.Value, scalar.Style == ScalarStyle.Plain, LineOf(scalar), ColumnOf(scalar));
            case AnchorAlias alias:
                Report(
                    "yaml-alias",
                    $"`*{Excerpt.Of(alias.Value.Value)}` is a YAML alias, and aliases are not taken here.",
                    $"Write the text in quotes: \"*{Excerpt.Of(alias.Value.Value)}\"."
                );
                Advance();
                return new YamlHole(LineOf(alias), ColumnOf(alias));
            case SequenceStart:
                return ReadList(start, depth);
            case MappingStart:
                return ReadMap(start, depth);
            default:
                Report("yaml-unreadable", "A value is due here.", fix: null);
                return null;
        }
    }

    private YamlList? ReadList(ParsingEvent start, int depth)
    {
        List<YamlNode> items = [];
        Advance();
        while (Current is not SequenceEnd)
        {
            var item = ReadNode(depth + 1);
            if (item is null)
            {
                return null;
            }

            items.Add(item);
        }

        Advance();
        return new YamlList(items, LineOf(start), ColumnOf(start));
    }

    private YamlMap? ReadMap(ParsingEvent start, int depth)
    {
        List<YamlEntry> entries = [];
        Dictionary<string, int> lines = new(StringComparer.Ordinal);
        Advance();
        while (Current is not MappingEnd)
        {
            var keyEvent = Current;
            var key = ReadNode(depth + 1);
            var value = key is null ? null : ReadNode(depth + 1);
            if (key is null || value is null)
            {
                return null;
            }

            if (key is not YamlText text)
            {
                if (key is not YamlHole)
                {
                    ReportAt(keyEvent, "yaml-key", "A key is a word, not a list or mapping.", fix: null);
                }
            }
            else if (text.Text == "<<")
            {
                ReportAt(keyEvent, "yaml-merge", "`<<` (merge) is not taken here.", "Write the keys out.");
            }
            else if (!lines.TryAdd(text.Text, text.Line))
            {
                ReportAt(
                    keyEvent,
                    "key-duplicate",
                    $"The key `{Excerpt.Of(text.Text)}` stands here for the second time: the first is in line {lines[text.Text].ToString(CultureInfo.InvariantCulture)}.",
                    "Remove one of the two."
                );
            }
            else
            {
                entries.Add(new YamlEntry(text, value));
            }
        }

        Advance();
        return new YamlMap(entries, LineOf(start), ColumnOf(start));
    }

    private void ReportDecorations(ParsingEvent parsed)
    {
        if (parsed is not NodeEvent node || parsed is AnchorAlias)
        {
            return;
        }

        if (!node.Anchor.IsEmpty)
        {
            Report("yaml-anchor", "Anchors (`&name`) are not taken here.", "Remove the anchor, or quote the text.");
        }

        if (!node.Tag.IsEmpty)
        {
            Report("yaml-tag", "Tags (`!name`) are not taken here.", "Remove the tag, or quote the text.");
        }
    }

    private void ReportUnreadable(in Mark mark, string reason)
    {
        var line = Math.Max(1, (int)mark.Line);
        var column = Math.Max(1, (int)mark.Column);
        var text = LineText(line);
        ConfigurationLocation location = new("", line, column);
        if (IndentedByTab(text) || IndentedByTab(LineText(line + 1)))
        {
            var tabLine = IndentedByTab(text) ? line : line + 1;
            _problems.Error(
                "yaml-tab",
                location with
                {
                    Line = tabLine,
                    Column = 1,
                },
                "The line is indented with a tab.",
                "Indent with spaces."
            );
        }
        else if (column <= text.Length && text[column - 1] is '*' or '@' or '`' or '%' or '&' or '!')
        {
            _problems.Error(
                "yaml-unreadable",
                location,
                $"A value can't begin with `{text[column - 1]}` in YAML.",
                "Put the value in quotes."
            );
        }
        else if (text.Contains("[::", StringComparison.Ordinal))
        {
            _problems.Error(
                "yaml-unreadable",
                location,
                "Brackets and colons of an IPv6 address mean something else in YAML.",
                "Put the address in quotes: \"http://[::1]:8080\"."
            );
        }
        else
        {
            _problems.Error("yaml-unreadable", location, $"This is no YAML: {reason}", fix: null);
        }
    }

    private string LineText(int line)
    {
        var rest = _text.AsSpan();
        for (var i = 1; i < line; i++)
        {
            var end = rest.IndexOf('\n');
            if (end < 0)
            {
                return "";
            }

            rest = rest[(end + 1)..];
        }

        var stop = rest.IndexOf('\n');
        return (stop < 0 ? rest : rest[..stop]).ToString();
    }

    private static bool IndentedByTab(string line) =>
        line.AsSpan(0, line.Length - line.AsSpan().TrimStart(" \t").Length).Contains('\t');

    private void Report(string id, string message, string? fix) => ReportAt(Current, id, message, fix);

    private void ReportAt(ParsingEvent at, string id, string message, string? fix) =>
        _problems.Error(id, new ConfigurationLocation("", LineOf(at), ColumnOf(at)), message, fix);

    private static int LineOf(ParsingEvent parsed) => Math.Max(1, (int)parsed.Start.Line);

    private static int ColumnOf(ParsingEvent parsed) => Math.Max(1, (int)parsed.Start.Column);
}
