using System.Net;
using System.Text;
using Gatehouse.Client.Proofs;
using Gatehouse.Client.Schemes;
using Gatehouse.Client.Tokens;
using Gatehouse.TestKit;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gatehouse.Client.Tests.Tokens;

/// <summary>Providers and resources that answer what a test says, at any address.</summary>
internal sealed class ScriptedProvider : HttpMessageHandler
{
    private readonly Dictionary<string, Func<IReadOnlyDictionary<string, string>, HttpResponseMessage>> _answers = new(
        StringComparer.Ordinal
    );

    public ILogger Logger { get; set; } = NullLogger.Instance;

    public ManualTimeProvider Clock { get; } = new();

    /// <summary>What was asked: the address, and the form.</summary>
    public List<(string Address, IReadOnlyDictionary<string, string> Form, string? Authorization)> Asked { get; } = [];

    public ScriptedProvider On(string address, string json, HttpStatusCode status = HttpStatusCode.OK) =>
        On(address, _ => Json(json, status));

    public ScriptedProvider On(string address, Func<IReadOnlyDictionary<string, string>, HttpResponseMessage> answer)
    {
        _answers[address] = answer;
        return this;
    }

    public static HttpResponseMessage Json(string json, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(json, Encoding.UTF8, "application/json") };

    public ITokenKeeper Keeper(
        Action<BearerOptions> configure,
        Action<SessionEnding>? warned = null,
        IProofOfPossession? proof = null
    )
    {
        var options = new BearerOptions();
        configure(options);
        return options.CreateKeeper(
            new SchemeContext
            {
                Client = "orders",
                Origins = [new Uri("https://orders.example")],
                Clock = Clock,
                Logger = Logger,
                Backchannel = new HttpClient(this, disposeHandler: false),
                SessionEnding = warned ?? (static _ => { }),
            },
            proof
        );
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var text = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var form = text.Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(static field => field.Split('='))
            .ToDictionary(
                static pair => WebUtility.UrlDecode(pair[0]),
                static pair => WebUtility.UrlDecode(pair[1]),
                StringComparer.Ordinal
            );
        var address = request.RequestUri!.AbsoluteUri;
        lock (Asked)
        {
            Asked.Add((address, form, request.Headers.Authorization?.ToString()));
        }

        return _answers.TryGetValue(address, out var answer) ? answer(form) : new(HttpStatusCode.NotFound);
    }
}
