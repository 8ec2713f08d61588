namespace Gatehouse.Decisions.Providers;

/// <summary>Who issued a token, as far as its claims are judged by it.</summary>
public interface ITokenIssuer
{
    /// <summary>The name in the configuration.</summary>
    string Name { get; }

    /// <summary>The audience that tokens must be made for, or null: none is stated.</summary>
    string? Audience { get; }

    /// <summary>The values of <c>acr</c> with which it says that a person signed in with two factors.</summary>
    IReadOnlyList<string> TwoFactorAcr => [];

    /// <summary>
    /// By how many seconds the issuer's clock is ahead of ours, measured from the <c>Date</c> of its last answer, or
    /// null where it was never measured.
    /// </summary>
    long? ClockAheadSeconds { get; }
}
