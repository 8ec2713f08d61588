using Gatehouse.Decisions.Facts;

namespace Gatehouse.Decisions.Admission;

/// <summary>The fields <c>RateLimit-Policy</c> and <c>RateLimit</c> (draft-ietf-httpapi-ratelimit-headers-10, section 2).</summary>
public static class LimitFields
{
    /// <summary>The name of the field that says what is allowed.</summary>
    public const string Policy = "RateLimit-Policy";

    /// <summary>The name of the field that says what is left of it.</summary>
    public const string Left = "RateLimit";

    /// <summary>The fields for what was counted of a request; none where nothing was.</summary>
    public static IReadOnlyList<HeaderLine> Of(IReadOnlyList<LimitUse> uses) =>
        uses.Count == 0
            ? []
            :
            [
                Field(Policy, uses, static use => $"\"{use.Policy}\";q={use.Quota};w={use.Window}"),
                Field(Left, uses, static use => $"\"{use.Policy}\";r={use.Remaining};t={use.Reset}"),
            ];

    private static HeaderLine Field(
        string name,
        IReadOnlyList<LimitUse> uses,
        Func<LimitUse, FormattableString> member
    ) => new(name, string.Join(", ", uses.Select(use => FormattableString.Invariant(member(use)))));
}
