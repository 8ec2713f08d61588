namespace Gatehouse.Client.Tests;

/// <summary>Sends requests to where a server is now, whatever address they name.</summary>
internal sealed class MovingHandler(Func<Uri> now, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var named = request.RequestUri!;
        request.RequestUri = new Uri(now(), named.PathAndQuery);
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            request.RequestUri = named;
        }
    }
}
