namespace Gatehouse.Decisions.Seeing;

/// <summary>The last things that happened to the site, for explaining what came after; bounded.</summary>
public sealed class SiteNews(TimeProvider time)
{
    private const int Most = 64;

    private readonly Lock _gate = new();
    private readonly Queue<NewsItem> _items = new();

    /// <summary>Notes what happens now.</summary>
    public void Note(NewsKind kind, string subject = "")
    {
        lock (_gate)
        {
            if (_items.Count == Most)
            {
                _items.Dequeue();
            }

            _items.Enqueue(new(kind, subject, time.GetUtcNow()));
        }
    }

    /// <summary>The last of a kind since an instant, or null.</summary>
    public NewsItem? Last(NewsKind kind, string subject, DateTimeOffset since)
    {
        lock (_gate)
        {
            return _items.LastOrDefault(item => item.Kind == kind && item.Subject == subject && item.At >= since);
        }
    }
}
