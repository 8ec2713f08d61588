using Gatehouse.Decisions.Seeing;
using Gatehouse.Providers;

namespace Gatehouse.Gateway.Seeing;

/// <summary>Takes what happens to the providers of one configuration down, and tells it to the log.</summary>
internal sealed class ProviderNews(SiteNews news, ServerLog log)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>Something happened to a provider.</summary>
    public void Tell(ProviderEvent told)
    {
        log.Write(
            told.Kind is ProviderEventKind.KeysChanged or ProviderEventKind.Recovered ? "info" : "warning",
            "provider",
            told.Sentence,
            json => json.WriteString("provider", told.Provider)
        );
        switch (told.Kind)
        {
            case ProviderEventKind.KeysChanged:
                // The first keys are no others than before.
                if (IsKnown(told.Provider))
                {
                    news.Note(NewsKind.KeysChanged, told.Provider);
                }

                news.Note(NewsKind.ProviderRecovered, told.Provider);
                break;
            case ProviderEventKind.Recovered:
                news.Note(NewsKind.ProviderRecovered, told.Provider);
                break;
            default:
                news.Note(NewsKind.ProviderFailed, told.Provider);
                break;
        }
    }

    private bool IsKnown(string provider)
    {
        lock (_known)
        {
            return !_known.Add(provider);
        }
    }
}
