using System.Net;

namespace Gatehouse.Decisions.Journal;

/// <summary>Makes the journal's entry of a refusal, without anything that signs anyone in.</summary>
public static class JournalEntries
{
    private const int LongestText = 256;

    /// <summary>The entry for a refused request.</summary>
    public static JournalEntry Of(
        Decision decision,
        Refused refused,
        string reference,
        int status,
        int node,
        CredentialTags tags
    )
    {
        var facts = decision.Facts;
        var route = refused.ShownAs is null ? refused.Route : null;
        return new JournalEntry
        {
            Reference = reference,
            Cause = refused.Cause,
            Status = status,
            At = facts.ReceivedAt,
            Node = node,
            Method = SafeText.Escape(facts.Method, LongestText),
            Host = facts.Host.Length == 0 ? null : SafeText.Escape(facts.Host, LongestText),
            Target = SafeText.Target(facts.Target, decision.Site.Routes.KeyParameters),
            Route = HiddenRoute(refused) ?? route?.Name,
            Client = Text(facts.Client),
            User = refused.User is { } user ? SafeText.Escape(user, LongestText) : null,
            CredentialTag = refused.Presented is { Span.Length: > 0, Scheme.CarriesPassword: false } presented
                ? tags.TagOf(presented.Value)
                : null,
            Scheme = refused.Presented?.Scheme.Name,
            UserAgent = facts.Headers.First("User-Agent") is { } agent ? SafeText.Escape(agent, LongestText) : null,
            Trail = WrittenTrail.Of(refused.Trail),
        };
    }

    private static string? HiddenRoute(Refused refused) =>
        refused.ShownAs is null ? null : refused.Evidence.FirstOrDefault(evidence => evidence.Name is "route").Value;

    private static string Text(IPAddress address) => address.ToString();
}
