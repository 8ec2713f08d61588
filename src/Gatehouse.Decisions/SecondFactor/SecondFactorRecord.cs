namespace Gatehouse.Decisions.SecondFactor;

/// <summary>A person's second factor as the store keeps it.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="Sealed">The device's secret, sealed.</param>
/// <param name="AddedAt">Since when it is asked for.</param>
/// <param name="LastStep">The last step of time whose code was taken; none at or before it counts again.</param>
/// <param name="RecoveryCodes">How many recovery codes are left.</param>
public sealed record SecondFactorRecord(
    long UserId,
    ReadOnlyMemory<byte> Sealed,
    DateTimeOffset AddedAt,
    long LastStep,
    int RecoveryCodes
);
