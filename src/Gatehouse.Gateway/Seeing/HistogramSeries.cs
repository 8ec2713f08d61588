using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Gatehouse.Gateway.Seeing;

/// <summary>A histogram that is kept for those who scrape: its series by the value of its one tag.</summary>
internal sealed class HistogramSeries(Instrument instrument, IReadOnlyList<double> bounds)
{
    private readonly ConcurrentDictionary<string, HistogramBuckets> _series = new(StringComparer.Ordinal);
    private string _tag = "";

    public Instrument Instrument { get; } = instrument;

    public IReadOnlyList<double> Bounds { get; } = bounds;

    public string Tag => _tag;

    public IEnumerable<KeyValuePair<string, HistogramBuckets>> Series =>
        _series.OrderBy(one => one.Key, StringComparer.Ordinal);

    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags is not [{ Value: string word } tag])
        {
            return;
        }

        _tag = tag.Key;
        if (!_series.TryGetValue(word, out var buckets))
        {
            buckets = _series.GetOrAdd(word, new HistogramBuckets(Bounds));
        }

        buckets.Add(value);
    }
}
