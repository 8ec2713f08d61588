namespace Gatehouse.Storage.Files;

/// <summary>The data folder or a file in it is not fit to hold secrets; the message says what to do.</summary>
public sealed class DataFolderException : Exception
{
    /// <summary>With a general message.</summary>
    public DataFolderException()
        : base("The data folder cannot be used.") { }

    /// <summary>With what is wrong and the command that mends it.</summary>
    public DataFolderException(string message)
        : base(message) { }

    /// <summary>With what is wrong and why.</summary>
    public DataFolderException(string message, Exception innerException)
        : base(message, innerException) { }
}
