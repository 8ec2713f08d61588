namespace Gatehouse.Console.SecondFactor;

/// <summary>A device that could be added.</summary>
/// <param name="Secret">Its secret in Base32.</param>
/// <param name="Address">The address by which apps take it.</param>
/// <param name="Ticket">The same, sealed for the form that confirms it.</param>
public sealed record NewDevice(string Secret, string Address, string Ticket);
