using System.Threading.Channels;

namespace Gatehouse.Gateway.SignIn.Mail;

/// <summary>
/// Writes and sends letters one after the other, behind the answers that caused them: how long an answer takes does not
/// tell whether there was anybody to write to. Bounded; what does not fit is dropped and logged.
/// </summary>
internal sealed class MailQueue : IAsyncDisposable
{
    private const int Most = 256;

    private readonly Channel<Func<CancellationToken, Task<Letter?>>> _waiting = Channel.CreateBounded<
        Func<CancellationToken, Task<Letter?>>
    >(Most);
    private readonly CancellationTokenSource _ended = new();
    private readonly Func<IMail?> _mail;
    private readonly Action<string> _log;
    private readonly Task _sending;

    public MailQueue(Func<IMail?> mail, Action<string> log)
    {
        _mail = mail;
        _log = log;
        _sending = Task.Run(SendAllAsync);
    }

    /// <summary>Queues the writing of a letter, which may turn out to be none.</summary>
    public void Enqueue(Func<CancellationToken, Task<Letter?>> write)
    {
        if (!_waiting.Writer.TryWrite(write))
        {
            _log("A letter was dropped: more are waiting than can be sent.");
        }
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _ended.CancelAsync();
        await _sending;
        _ended.Dispose();
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var write in _waiting.Reader.ReadAllAsync(_ended.Token))
            {
                await SendAsync(write);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task SendAsync(Func<CancellationToken, Task<Letter?>> write)
    {
        try
        {
            if (await write(_ended.Token) is { } letter && _mail() is { } mail)
            {
                await mail.SendAsync(letter, _ended.Token);
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The server stops.
        }
        catch (Exception exception)
        {
            // The letter's text holds a secret; the exception does not.
            _log($"A letter could not be sent: {exception.GetType().Name}: {exception.Message}");
        }
    }
}
