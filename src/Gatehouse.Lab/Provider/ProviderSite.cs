using System.Collections.Frozen;
using Gatehouse.Lab.Serving;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Gatehouse.Lab.Provider;

/// <summary>One provider on the wire: its endpoints, their outages, and the desk where its knobs are turned.</summary>
internal sealed class ProviderSite : IDisposable
{
    // Where browsers of other origins call by script, as single-page applications do.
    private static readonly FrozenSet<ProviderEndpoint> _crossOrigin =
    [
        ProviderEndpoint.Discovery,
        ProviderEndpoint.Jwks,
        ProviderEndpoint.Token,
        ProviderEndpoint.Userinfo,
        ProviderEndpoint.Revoke,
    ];

    private readonly Dictionary<string, IProviderEndpoint> _endpoints;
    private readonly ProviderDesk _desk;

    private readonly ProviderSigningKeys _keys = new();

    public ProviderSite(TimeProvider clock, string issuer)
    {
        var provider = new LabProvider(clock, issuer, _keys);
        Provider = provider;
        _desk = new ProviderDesk(provider);
        var metadata = new MetadataEndpoint(provider);
        var device = new DeviceEndpoint(provider);
        _endpoints = new(StringComparer.Ordinal)
        {
            [ProviderPaths.Of(ProviderEndpoint.Discovery)] = metadata,
            [ProviderPaths.AuthorizationServerMetadata] = metadata,
            [ProviderPaths.Of(ProviderEndpoint.Jwks)] = new KeySetEndpoint(provider),
            [ProviderPaths.Of(ProviderEndpoint.Authorize)] = new AuthorizeEndpoint(provider),
            [ProviderPaths.Of(ProviderEndpoint.Token)] = new TokenEndpoint(provider),
            [ProviderPaths.Of(ProviderEndpoint.Introspect)] = new IntrospectEndpoint(provider),
            [ProviderPaths.Of(ProviderEndpoint.Revoke)] = new RevokeEndpoint(provider),
            [ProviderPaths.Of(ProviderEndpoint.Userinfo)] = new UserinfoEndpoint(provider),
            [ProviderPaths.DeviceAuthorization] = device,
            [ProviderPaths.Device] = new DevicePage(provider),
            [ProviderPaths.Of(ProviderEndpoint.EndSession)] = new EndSessionEndpoint(provider),
        };
    }

    public LabProvider Provider { get; }

    /// <summary>Whether it has made any key yet.</summary>
    public bool HasKeys => _keys.IsUsed;

    /// <summary>Whether a path below a provider means something, so that its first word is no tenant.</summary>
    public static bool Knows(string path) => ProviderPaths.Find(path) is not null || ProviderDesk.Knows(path);

    public async Task HandleAsync(HttpContext context, string path)
    {
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            context.RequestServices.GetService<IHostApplicationLifetime>()?.ApplicationStopping
                ?? CancellationToken.None
        );
        try
        {
            if (ProviderPaths.Find(path) is { } endpoint)
            {
                await AnswerAsync(context, endpoint, path, stopped.Token);
                return;
            }

            var call = await ProviderCall.ReadAsync(context, formAlone: false);
            await OAuthAnswerWriter.WriteAsync(context, _desk.Answer(path, call), Provider.Clock.GetUtcNow());
        }
        catch (OperationCanceledException) when (stopped.IsCancellationRequested)
        {
            LabAnswers.GiveUp(context);
        }
        catch (Exception) when (!context.Response.HasStarted)
        {
            await OAuthAnswerWriter.WriteAsync(
                context,
                OAuthAnswer.Error("server_error", "The provider failed.", StatusCodes.Status500InternalServerError),
                Provider.Now
            );
        }
    }

    public void Dispose() => _keys.Dispose();

    private async Task AnswerAsync(
        HttpContext context,
        ProviderEndpoint endpoint,
        string path,
        CancellationToken stopped
    )
    {
        var call = await ProviderCall.ReadAsync(
            context,
            formAlone: endpoint is ProviderEndpoint.Token or ProviderEndpoint.Introspect or ProviderEndpoint.Revoke
        );
        Provider.Remember(endpoint, call);
        if (Provider.MeetOutage(endpoint) is { } outage && !await OutageAsync(context, outage, stopped))
        {
            return;
        }

        var isCrossOrigin = _crossOrigin.Contains(endpoint);
        if (isCrossOrigin && HttpMethods.IsOptions(call.Method))
        {
            OAuthAnswerWriter.WritePreflight(context);
            return;
        }

        var answer = _endpoints[path].Answer(call);
        SpoiltAnswer? spoilt = Provider.Knobs.Spoilt.TryGetValue(endpoint, out var how) ? how : null;
        await OAuthAnswerWriter.WriteAsync(context, answer, Provider.Now, spoilt, isCrossOrigin);
    }

    /// <summary>Lets a request meet an outage; true where the right answer follows all the same.</summary>
    private async Task<bool> OutageAsync(HttpContext context, ProviderOutage outage, CancellationToken stopped)
    {
        switch (outage.Kind)
        {
            case OutageKind.Hang:
                await Task.Delay(Timeout.InfiniteTimeSpan, stopped);
                return false;
            case OutageKind.Slow:
                await Task.Delay(outage.Delay, Provider.Clock, stopped);
                return true;
            case OutageKind.Status:
                OAuthAnswerWriter.WriteOutage(context, outage, Provider.Clock.GetUtcNow(), Provider.Now);
                return false;
            default:
                LabAnswers.GiveUp(context);
                return false;
        }
    }
}
