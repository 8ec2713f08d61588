using System.Collections.Frozen;
using Gatehouse.Decisions.Findings;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Decisions.Refusals;

/// <summary>
/// The one sentence of <c>error_description</c> (RFC 6750 section 3). Header texts stay English, whatever the body's
/// language, and are shorter than a body's detail.
/// </summary>
internal static class ErrorDescriptions
{
    private static readonly FrozenDictionary<Cause, string> Templates = new Dictionary<Cause, string>
    {
        [Causes.Token.Expired] = "The access token expired {ago} seconds ago",
        [Causes.Token.NotYetValid] = "The access token begins {wait} seconds after this request",
        [Causes.Token.ScopeInsufficient] = "The request needs the scope {scope}",
        [Causes.Token.IssuerUntrusted] = "Tokens of the issuer {issuer} are not taken here",
        [Causes.Token.TooOld] = "The sign-in is longer ago than {max-age} seconds",
    }.ToFrozenDictionary();

    /// <summary>The sentence for a cause; its title where nothing more precise can be said.</summary>
    public static string For(Cause told, IReadOnlyList<Evidence> evidence) =>
        Templates.TryGetValue(told, out var template) && RefusalFactory.Fill(template, evidence) is { } filled
            ? filled
            : CauseTexts.For(told, CauseTexts.DefaultLanguage).Title;
}
