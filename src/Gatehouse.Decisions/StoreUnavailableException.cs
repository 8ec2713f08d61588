namespace Gatehouse.Decisions;

/// <summary>
/// The store cannot be read or written now: disk gone, file locked too long, damaged. The decision turns it into
/// <c>server.store-unavailable</c>; nothing passes because of it.
/// </summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>With a general message.</summary>
    public StoreUnavailableException()
        : base("The store cannot be used now.") { }

    /// <summary>With what could not be done.</summary>
    public StoreUnavailableException(string message)
        : base(message) { }

    /// <summary>With what could not be done and why.</summary>
    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException) { }
}
