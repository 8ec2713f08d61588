using Gatehouse.Decisions.Findings;
using Gatehouse.Decisions.Journal;
using Gatehouse.Protocol.Causes;

namespace Gatehouse.Lab.Saml;

/// <summary>What can stand against a response, each with the part that is wrong.</summary>
internal static class SamlFault
{
    private const int Longest = 200;

    /// <summary>It is not made as the profile wants it, or belongs to no sign-in of this site.</summary>
    public static Failed Invalid(string part, string what) => Of(Causes.Saml.ResponseInvalid, part, what);

    /// <summary>Nobody who is known has signed it.</summary>
    public static Failed Unsigned(string part, string what) => Of(Causes.Saml.SignatureInvalid, part, what);

    /// <summary>It is too old, or not valid yet.</summary>
    public static Failed Expired(string part, string bound) => Of(Causes.Saml.Expired, part, bound);

    /// <summary>It was made for another site or address.</summary>
    public static Failed Elsewhere(string part, string named) => Of(Causes.Saml.AudienceMismatch, part, named);

    /// <summary>It was used before.</summary>
    public static Failed Replayed(string assertion) => Of(Causes.Saml.Replayed, "Assertion", assertion);

    private static Failed Of(Cause cause, string part, string what) =>
        Finding.Failed(
            cause,
            Evidence.ForOperator("part", part),
            Evidence.ForOperator("found", SafeText.Escape(what, Longest))
        );
}
