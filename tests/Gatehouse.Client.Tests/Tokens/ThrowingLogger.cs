using Microsoft.Extensions.Logging;

namespace Gatehouse.Client.Tests.Tokens;

/// <summary>A log that has no room left.</summary>
internal sealed class ThrowingLogger : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter
    ) => throw new IOException("No room left.");
}
