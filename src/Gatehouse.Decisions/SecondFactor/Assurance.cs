namespace Gatehouse.Decisions.SecondFactor;

/// <summary>How surely somebody signed in, as tokens and sessions say it: <c>acr</c> and <c>amr</c>.</summary>
public static class Assurance
{
    /// <summary>The class (<c>acr</c>) of a sign-in with two factors, as this site asks for it (RFC 9470 section 3).</summary>
    public const string TwoFactors = "urn:gatehouse:acr:2";

    /// <summary>A password was given (RFC 8176 section 2).</summary>
    public const string Password = "pwd";

    /// <summary>A one-time password was given: of a device, or a recovery code.</summary>
    public const string OneTimeCode = "otp";

    /// <summary>More than one factor was given.</summary>
    public const string SeveralFactors = "mfa";

    /// <summary>
    /// How many factors a sign-in had: two where it says <c>mfa</c>, or is of a class that is known to mean it
    /// (<paramref name="strong"/>, and our own); otherwise one. Several methods beside each other are not counted: two
    /// passwords are one factor, and nobody but the issuer knows.
    /// </summary>
    public static int FactorsOf(IReadOnlyList<string> methods, string? acr, IReadOnlyList<string> strong)
    {
        ArgumentNullException.ThrowIfNull(methods);
        ArgumentNullException.ThrowIfNull(strong);
        return
            methods.Contains(SeveralFactors, StringComparer.Ordinal)
            || (
                acr is not null
                && (
                    strong.Contains(acr, StringComparer.Ordinal)
                    || string.Equals(acr, TwoFactors, StringComparison.Ordinal)
                )
            )
            ? 2
            : 1;
    }
}
