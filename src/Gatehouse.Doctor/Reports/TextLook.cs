namespace Gatehouse.Doctor.Reports;

/// <summary>How the page for a terminal looks.</summary>
/// <param name="Width">The columns that lines are broken at.</param>
/// <param name="Colour">Whether colours and weights may be used.</param>
public sealed record TextLook(int Width = 80, bool Colour = false)
{
    /// <summary>Plain text in 80 columns, as a file or a pipe gets it.</summary>
    public static TextLook Plain { get; } = new();
}
