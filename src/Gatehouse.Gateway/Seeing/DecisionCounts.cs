using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Gatehouse.Gateway.Seeing;

/// <summary>
/// Counts under up to four words each: a look-up and an addition, without allocation once the words have been seen
/// together. Routes come and go with the configuration, so their number has an end: beyond it they are counted as other.
/// </summary>
internal sealed class DecisionCounts(params string[] names)
{
    private const int Most = 20_000;
    private const string Other = "other";

    private readonly ConcurrentDictionary<Words, Cell> _cells = new();
    private int _count;

    /// <summary>Counts one; words beyond the names there are stay empty.</summary>
    public void Count(string route, string first, string second = "", string third = "")
    {
        var words = new Words(route, first, second, third);
        if (!_cells.TryGetValue(words, out var cell))
        {
            cell = Make(words);
        }

        Interlocked.Increment(ref cell.Value);
    }

    /// <summary>Everything counted so far.</summary>
    public IEnumerable<Measurement<long>> Read() =>
        _cells.Values.Select(cell => new Measurement<long>(Interlocked.Read(ref cell.Value), cell.Tags));

    private Cell Make(Words words)
    {
        if (Volatile.Read(ref _count) >= Most)
        {
            words = words with { Route = Other };
        }

        var made = new Cell(TagsOf(words));
        var cell = _cells.GetOrAdd(words, made);
        if (ReferenceEquals(cell, made))
        {
            Interlocked.Increment(ref _count);
        }

        return cell;
    }

    private KeyValuePair<string, object?>[] TagsOf(Words words)
    {
        string[] values = [words.Route, words.First, words.Second, words.Third];
        return [.. names.Select((name, place) => new KeyValuePair<string, object?>(name, values[place]))];
    }

    private readonly record struct Words(string Route, string First, string Second, string Third);

    private sealed class Cell(KeyValuePair<string, object?>[] tags)
    {
        public long Value;

        public KeyValuePair<string, object?>[] Tags { get; } = tags;
    }
}
