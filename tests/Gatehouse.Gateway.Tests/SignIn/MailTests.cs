using System.Net;
using System.Net.Sockets;
using System.Text;
using Gatehouse.Gateway.SignIn.Mail;

namespace Gatehouse.Gateway.Tests.SignIn;

public sealed class MailTests
{
    private static readonly Letter Sample = new("ann@example.com", "Новый пароль", "Line one\nстрока два\n.\nlast\n");

    [Fact]
    public async Task Letter_reaches_a_mail_server_whole()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var taken = TakeAsync(listener);
        var mail = new SmtpMail("gatehouse@example.com", "127.0.0.1", port, tls: false, credentials: null);
        await mail.SendAsync(Sample, TestContext.Current.CancellationToken);
        var (commands, data) = await taken;
        Assert.Contains("MAIL FROM:<gatehouse@example.com>", commands);
        Assert.Contains("RCPT TO:<ann@example.com>", commands);
        var body = data[(data.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..];
        Assert.Equal(
            Sample.Body.ReplaceLineEndings("\r\n"),
            Encoding.UTF8.GetString(Convert.FromBase64String(body.Replace("\r\n", "", StringComparison.Ordinal)))
        );
        Assert.Contains("=?utf-8?", data);
    }

    [Fact]
    public async Task Letter_that_cannot_be_sent_is_logged_without_its_text_and_the_next_one_goes()
    {
        var said = new List<string>();
        var sent = new TaskCompletionSource<Letter>(TaskCreationOptions.RunContinuationsAsynchronously);
        var mail = new FailingOnce(sent);
        await using (var queue = new MailQueue(() => mail, said.Add))
        {
            queue.Enqueue(_ => Task.FromResult<Letter?>(Sample));
            queue.Enqueue(_ => Task.FromResult<Letter?>(null));
            queue.Enqueue(_ => Task.FromResult<Letter?>(Sample with { To = "bob@example.com" }));
            Assert.Equal("bob@example.com", (await sent.Task).To);
        }

        var line = Assert.Single(said);
        Assert.Contains("could not be sent", line);
        Assert.DoesNotContain("Line one", line, StringComparison.Ordinal);
    }

    // As much of a mail server as takes one letter (RFC 5321).
    private static async Task<(List<string> Commands, string Data)> TakeAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        await using var writer = new StreamWriter(stream, Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        var commands = new List<string>();
        var data = new StringBuilder();
        await writer.WriteLineAsync("220 mail.example.com");
        while (await reader.ReadLineAsync() is { } command)
        {
            commands.Add(command);
            if (command == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                while (await reader.ReadLineAsync() is { } line && line != ".")
                {
                    data.Append(line.StartsWith("..", StringComparison.Ordinal) ? line[1..] : line).Append("\r\n");
                }
            }

            await writer.WriteLineAsync(command.StartsWith("QUIT", StringComparison.Ordinal) ? "221 bye" : "250 ok");
            if (command.StartsWith("QUIT", StringComparison.Ordinal))
            {
                break;
            }
        }

        return (commands, data.ToString());
    }

    private sealed class FailingOnce(TaskCompletionSource<Letter> sent) : IMail
    {
        private bool _failed;

        public Task SendAsync(Letter letter, CancellationToken cancellationToken)
        {
            if (!_failed)
            {
                _failed = true;
                throw new IOException("The mail server is away.");
            }

            sent.TrySetResult(letter);
            return Task.CompletedTask;
        }
    }
}
