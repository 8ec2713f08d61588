namespace Gatehouse.Doctor.Logs;

/// <summary>One way of writing a log. It reads a line or leaves it to others; it never fails.</summary>
internal abstract class LogFormat
{
    /// <summary>Its name, as findings tell it.</summary>
    public abstract string Name { get; }

    /// <summary>What the line says; null where it is not of this form.</summary>
    public abstract LogEntry? Read(string line);

    /// <summary>Whether the line belongs to the form without saying anything of a request: a heading, a directive.</summary>
    public virtual bool IsHeading(string line) => false;
}
