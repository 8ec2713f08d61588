using Gatehouse.Decisions.Findings;

namespace Gatehouse.Providers.SignIn;

/// <summary>What came of asking a provider: a value, or what stands against it.</summary>
/// <param name="Value">The value; null where there is a refusal.</param>
/// <param name="Refusal">A <see cref="Failed"/> or an <see cref="Unanswerable"/>; null where there is a value.</param>
public readonly record struct ProviderAnswer<T>(T? Value, Finding? Refusal)
    where T : class
{
    /// <summary>A value.</summary>
    public static implicit operator ProviderAnswer<T>(T value) => new(value, Refusal: null);

    /// <summary>A refusal.</summary>
    public static implicit operator ProviderAnswer<T>(Finding refusal) => new(Value: null, refusal);
}
