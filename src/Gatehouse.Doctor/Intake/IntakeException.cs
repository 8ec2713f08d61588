namespace Gatehouse.Doctor.Intake;

/// <summary>What was given cannot be used. The message is for the one who gave it and holds nothing secret.</summary>
public sealed class IntakeException : Exception
{
    /// <summary>Without words; for serialisers.</summary>
    public IntakeException() { }

    /// <summary>With a sentence for the user.</summary>
    public IntakeException(string message)
        : base(message) { }

    /// <summary>With a sentence for the user, and what lies beneath.</summary>
    public IntakeException(string message, Exception innerException)
        : base(message, innerException) { }
}
