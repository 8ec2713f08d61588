using Microsoft.Extensions.Hosting;

namespace Gatehouse.Gateway.Serving;

/// <summary>A host that listens to no signals: whoever runs it tells it when to stop.</summary>
internal sealed class NoLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
