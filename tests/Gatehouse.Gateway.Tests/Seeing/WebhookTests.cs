using System.Net;
using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Seeing;
using Gatehouse.TestKit;

namespace Gatehouse.Gateway.Tests.Seeing;

public sealed class WebhookTests
{
    private readonly ManualTimeProvider _time = new();
    private readonly List<string> _said = [];

    [Fact]
    public async Task A_post_that_fails_while_the_server_stops_does_not_keep_it_from_stopping()
    {
        var sender = new HeldSender();
        var webhook = Start(sender);
        webhook.Enqueue([1]);
        await sender.Asked;

        var stopping = webhook.DisposeAsync().AsTask();
        sender.Answer.SetException(new HttpRequestException("Connection refused"));
        await stopping;

        Assert.Empty(_said);
    }

    [Fact]
    public async Task Whatever_breaks_a_post_ends_that_attempt_alone()
    {
        var sender = new HeldSender();
        await using var webhook = Start(sender);
        webhook.Enqueue([1]);
        await sender.Asked;

        sender.Answer.SetException(new InvalidOperationException("broken"));
        await sender.AskedAgainAsync(_time);

        Assert.Equal(
            "An alert could not be posted, and is tried again: receiver.example: broken",
            Assert.Single(_said)
        );
    }

    private Webhook Start(HeldSender sender)
    {
        var read = ConfigurationReader.Read(
            """
            upstreams: { app: "http://127.0.0.1:1" }
            alerts: { webhook: { url: "https://receiver.example/", secret: { env: HOOK } } }
            routes: [{ path: /**, upstream: app, schemes: [basic] }]
            """,
            "gatehouse.yaml",
            "/",
            new SecretResolver(_ => "a secret of the receiver")
        );
        Assert.DoesNotContain(read.Problems, problem => problem.Severity == Severity.Error);
        return new Webhook(
            () => read.Configuration!,
            _time,
            new ServerLog(_said.Add, () => false, _time),
            () => sender
        );
    }

    /// <summary>Answers when it is told to, whether or not the request was cancelled; from the second time on at once.</summary>
    private sealed class HeldSender : HttpMessageHandler
    {
        private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _askedAgain = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Asked => _asked.Task;

        public TaskCompletionSource<HttpResponseMessage> Answer { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public async Task AskedAgainAsync(ManualTimeProvider time)
        {
            while (!_askedAgain.Task.IsCompleted)
            {
                time.Advance(TimeSpan.FromSeconds(1));
                await Task.Yield();
            }
        }

        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            if (_asked.TrySetResult())
            {
                return Answer.Task;
            }

            _askedAgain.TrySetResult();
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NoContent));
        }
    }
}
