namespace Gatehouse.Decisions.Facts;

/// <summary>
/// The field lines of a request. Names are compared ignoring case; the order of lines within one name is kept (the
/// order across names is not known on every server).
/// </summary>
public abstract class HeaderLines
{
    /// <summary>How many lines have this name.</summary>
    public abstract int Count(string name);

    /// <summary>The line with this name at this place, or null where there are fewer.</summary>
    public abstract string? Line(string name, int index);

    /// <summary>The first line with this name, or null.</summary>
    public string? First(string name) => Line(name, 0);

    /// <summary>Every line; for traces and for removing identity headers, not for look-ups.</summary>
    public abstract IEnumerable<HeaderLine> All();
}
