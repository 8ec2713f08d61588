using System.Buffers;
using System.Text;
using System.Text.Json;
using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Storage.Sqlite;

namespace Gatehouse.Storage.Journal;

/// <summary>
/// Entries as rows of <see cref="EntryRows.Insert"/>: every text in UTF-8, as SQLite takes it, in a buffer that is used again
/// for the next batch. Used by one thread.
/// </summary>
internal sealed class EntryBatch : IDisposable
{
    // Above what makers of entries cut to themselves, so that nothing is cut twice.
    private const int Short = 512;
    private const int Long = 4096;

    private const int UsualOctets = 256 * 1024;
    private const int MostOctetsKept = 4 * 1024 * 1024;

    private readonly List<Row> _rows = [];
    private readonly List<Cell> _cells = [];
    private readonly Utf8JsonWriter _json;
    private ArrayBufferWriter<byte> _text = new(UsualOctets);

    public EntryBatch() => _json = new(_text);

    /// <summary>So many rows.</summary>
    public int Count => _rows.Count;

    /// <summary>The columns that are numbers.</summary>
    public Row Numbers(int row) => _rows[row];

    /// <summary>The text of a column, <paramref name="isNull"/> where there is none.</summary>
    public ReadOnlySpan<byte> Text(int row, int column, out bool isNull)
    {
        var cell = _cells[(row * EntryRows.TextColumns) + column];
        isNull = cell.Length < 0;
        return isNull ? [] : _text.WrittenSpan.Slice(cell.Start, cell.Length);
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        _rows.Clear();
        _cells.Clear();
        if (_text.Capacity > MostOctetsKept)
        {
            _text = new(UsualOctets);
            _json.Reset(_text);
        }

        _text.ResetWrittenCount();
    }

    /// <summary>
    /// Adds an entry, with every text of a client's made safe to print and bounded, and nothing that nobody may see. Where it
    /// throws, the batch has no row more than before.
    /// </summary>
    public void Add(JournalEntry entry)
    {
        Span<Cell> cells =
        [
            WriteOrNull(entry.Client, Short),
            Write(entry.Reference, Short),
            Write(entry.Cause.Id, Short),
            Write(entry.Method, Short),
            WriteOrNull(entry.Host, Short),
            Write(entry.Target, Long),
            WriteOrNull(entry.Route, Short),
            WriteOrNull(entry.User, Short),
            WriteOrNull(entry.CredentialTag, Short),
            WriteOrNull(entry.Scheme, Short),
            WriteOrNull(entry.UserAgent, Short),
            Write(entry.Trail),
        ];
        Row numbers = new(entry.Status, UnixTime.From(entry.At), entry.Node);
        _cells.AddRange(cells);
        _rows.Add(numbers);
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private Cell WriteOrNull(string? text, int limit) => text is null ? new(0, -1) : Write(text, limit);

    private Cell Write(string text, int limit)
    {
        var start = _text.WrittenCount;
        Encoding.UTF8.GetBytes(PrintableText.Of(text, limit), _text);
        return new(start, _text.WrittenCount - start);
    }

    // What StoredJson reads; the serializer would box every step.
    private Cell Write(IReadOnlyList<JournalStep> trail)
    {
        var start = _text.WrittenCount;
        _json.Reset(_text);
        _json.WriteStartArray();
        for (var i = 0; i < trail.Count; i++)
        {
            var step = trail[i];
            _json.WriteStartObject();
            _json.WriteString("check"u8, step.Check);
            _json.WriteString("outcome"u8, step.Outcome);
            _json.WriteString("reason"u8, PrintableText.OrNull(step.Reason, Long));
            _json.WriteNumber("microseconds"u8, step.Microseconds);
            _json.WriteStartArray("evidence"u8);
            for (var j = 0; j < step.Evidence.Count; j++)
            {
                Write(step.Evidence[j]);
            }

            _json.WriteEndArray();
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        _json.Flush();
        return new(start, _text.WrittenCount - start);
    }

    private void Write(Evidence evidence)
    {
        if (evidence.SeenBy == Disclosure.Nobody)
        {
            return;
        }

        _json.WriteStartObject();
        _json.WriteString("name"u8, evidence.Name);
        _json.WriteString("value"u8, PrintableText.Of(evidence.Value, Long));
        _json.WriteString(
            "seenBy"u8,
            evidence.SeenBy == Disclosure.Caller ? nameof(Disclosure.Caller) : nameof(Disclosure.Operator)
        );
        _json.WriteEndObject();
    }

    /// <summary>The numbers of a row.</summary>
    /// <param name="Status">The status that was answered.</param>
    /// <param name="At">When, as <see cref="UnixTime"/> counts.</param>
    /// <param name="Node">By which node.</param>
    internal readonly record struct Row(int Status, long At, int Node);

    private readonly record struct Cell(int Start, int Length);
}
