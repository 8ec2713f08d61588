namespace Gatehouse.Doctor.Contacts;

/// <summary>Where help can be asked for.</summary>
/// <param name="Address">An address of mail or the web, or a telephone's.</param>
/// <param name="Source">What named it.</param>
public sealed record ContactPoint(string Address, FormattableString Source);
