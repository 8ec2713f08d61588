using Gatehouse.Decisions.Findings;

namespace Gatehouse.Decisions.Schemes;

/// <summary>What a challenge says of the sign-in that would do (RFC 9470 section 3), from the evidence of a refusal.</summary>
internal static class StepUpParameters
{
    /// <summary>The evidence with the seconds that a sign-in may be ago.</summary>
    public const string MaxAge = "max-age";

    /// <summary>The evidence with the classes of sign-in of which one is due.</summary>
    public const string AcrValues = "acr-values";

    /// <summary><c>acr_values</c> and <c>max_age</c>, as far as they are asked for.</summary>
    public static IEnumerable<(string Name, string Value)> Of(Refused refused) =>
        from piece in refused.Evidence
        where piece.SeenBy == Disclosure.Caller && piece.Name is AcrValues or MaxAge
        select (piece.Name.Replace('-', '_'), piece.Value);
}
