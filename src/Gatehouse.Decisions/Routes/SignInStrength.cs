namespace Gatehouse.Decisions.Routes;

/// <summary>How recent and how strong a sign-in must be (RFC 9470).</summary>
/// <param name="Fresh">Not longer ago than this, or null for any time.</param>
/// <param name="Factors">With so many factors; 1 is any sign-in.</param>
public readonly record struct SignInStrength(TimeSpan? Fresh, int Factors)
{
    /// <summary>What two requirements ask together: the shorter time, and the larger number.</summary>
    public static SignInStrength Of(Requirement one, Requirement? other)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (other is null)
        {
            return new(one.Fresh, one.Factor);
        }

        var fresh =
            one.Fresh is not { } first ? other.Fresh
            : other.Fresh is not { } second ? first
            : first < second ? first
            : second;
        return new(fresh, Math.Max(one.Factor, other.Factor));
    }

    /// <summary>
    /// Whether a sign-in is recent enough: not at an unknown time, and not in the future by more than clocks may differ.
    /// </summary>
    public bool IsFresh(DateTimeOffset? signedInAt, DateTimeOffset now, TimeSpan clockSkew) =>
        Fresh is not { } fresh || (signedInAt is { } at && now - at <= fresh && at - now <= clockSkew);
}
