namespace Gatehouse.Decisions.SecondFactor;

/// <summary>A second factor to be asked for from now on.</summary>
/// <param name="UserId">Whose it is.</param>
/// <param name="Sealed">The device's secret, sealed.</param>
/// <param name="LastStep">The step of time whose code has shown that the person has the device.</param>
/// <param name="RecoveryCodes">The hashes of the recovery codes.</param>
public sealed record NewSecondFactor(
    long UserId,
    ReadOnlyMemory<byte> Sealed,
    long LastStep,
    IReadOnlyList<byte[]> RecoveryCodes
);
