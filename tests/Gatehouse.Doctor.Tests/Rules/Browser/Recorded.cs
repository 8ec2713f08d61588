using Gatehouse.Doctor.Exchanges;

namespace Gatehouse.Doctor.Tests.Rules.Browser;

/// <summary>Recordings in a few words.</summary>
internal static class Recorded
{
    /// <summary>A case of these entries, a second apart.</summary>
    public static CaseFile Case(params Exchange[] entries)
    {
        var file = new CaseFile { Now = Some.Now, Subject = entries[^1].Request };
        for (var at = 0; at < entries.Length; at++)
        {
            file.Add(entries[at] with { At = Some.Now.AddSeconds(at - 60) });
        }

        return file;
    }

    public static Exchange Entry(
        string method,
        string url,
        Answer? answer,
        string? page = null,
        string? body = null,
        params (string Name, string Value)[] headers
    ) =>
        new()
        {
            Label = "entry",
            Request = SentRequest.For(new Uri(url), method) with { Headers = HeaderLines.Of(headers), Body = body },
            Answer = answer,
            Failure = answer is null ? new ExchangeFailure(FailureKind.Client, "net::ERR_FAILED") : null,
            Browser = new BrowserFacts { Page = page is null ? null : new Uri(page), ResourceType = "fetch" },
        };
}
