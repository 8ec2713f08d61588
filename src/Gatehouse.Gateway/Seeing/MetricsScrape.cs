using System.Diagnostics.Metrics;

namespace Gatehouse.Gateway.Seeing;

/// <summary>Reads the instruments of one meter, and tells them in Prometheus's text.</summary>
internal sealed class MetricsScrape : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly Lock _gate = new();
    private readonly List<HistogramSeries> _histograms = [];
    private readonly SortedDictionary<string, Family> _families = new(StringComparer.Ordinal);

    public MetricsScrape(Meter meter)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!ReferenceEquals(instrument.Meter, meter))
            {
                return;
            }

            if (instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds })
            {
                var series = new HistogramSeries(instrument, bounds);
                lock (_gate)
                {
                    _histograms.Add(series);
                }

                listener.EnableMeasurementEvents(instrument, series);
            }
            else if (instrument.IsObservable)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>(
            (instrument, value, tags, state) =>
            {
                if (state is HistogramSeries series)
                {
                    series.Add(value, tags);
                }
                else
                {
                    Note(instrument, value, tags);
                }
            }
        );
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>Everything as it is now.</summary>
    public string Read()
    {
        var text = new PrometheusText();
        lock (_gate)
        {
            _families.Clear();
            _listener.RecordObservableInstruments();
            foreach (var (name, family) in _families)
            {
                text.Family(name, family.Help, family.Counts ? "counter" : "gauge");
                foreach (var (tags, value) in family.Samples)
                {
                    text.Sample(name, tags, value);
                }
            }

            foreach (var histogram in _histograms)
            {
                Write(text, histogram);
            }
        }

        return text.ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private static void Write(PrometheusText text, HistogramSeries histogram)
    {
        var name = PrometheusText.NameOf(histogram.Instrument, counts: false);
        text.Family(name, histogram.Instrument.Description, "histogram");
        foreach (var (word, buckets) in histogram.Series)
        {
            var tag = GatewayMetrics.Tag(histogram.Tag, word);
            var counts = buckets.Cumulated();
            for (var place = 0; place < counts.Length; place++)
            {
                var bound = place < histogram.Bounds.Count ? histogram.Bounds[place] : double.PositiveInfinity;
                text.Sample(
                    name + "_bucket",
                    [tag, GatewayMetrics.Tag("le", PrometheusText.Number(bound))],
                    counts[place]
                );
            }

            text.Sample(name + "_sum", [tag], buckets.Sum);
            text.Sample(name + "_count", [tag], counts[^1]);
        }
    }

    // Observable instruments answer on the thread that asks, which holds the gate.
    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var counts = instrument is ObservableCounter<long>;
        var name = PrometheusText.NameOf(instrument, counts);
        if (!_families.TryGetValue(name, out var family))
        {
            _families.Add(name, family = new Family(instrument.Description, counts, []));
        }

        family.Samples.Add((tags.ToArray(), value));
    }

    private sealed record Family(
        string? Help,
        bool Counts,
        List<(KeyValuePair<string, object?>[] Tags, double Value)> Samples
    );
}
