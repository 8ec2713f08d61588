namespace Gatehouse.Doctor.Answerers;

/// <summary>A product that was recognised by its answer.</summary>
/// <param name="Product">Its name, such as <c>nginx</c>.</param>
/// <param name="By">What on the way it is.</param>
/// <param name="Sureness">How sure this is, 0 to 1.</param>
/// <param name="Because">What it was recognised by.</param>
/// <param name="Page">The address of the product's own documentation on the subject; null for none.</param>
public sealed record Recognition(string Product, Answerer By, double Sureness, string Because, Uri? Page = null);
