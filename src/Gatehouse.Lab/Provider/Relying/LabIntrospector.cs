using Gatehouse.Decisions.Providers;
using Gatehouse.Providers.Introspection;

namespace Gatehouse.Lab.Provider.Relying;

/// <summary>
/// A provider of the lab as a site that cannot read its tokens asks it: over the network each time, and nothing is kept, so
/// that what its knobs do and what is revoked shows at once.
/// </summary>
/// <param name="provider">The provider.</param>
/// <param name="clock">The lab's clock.</param>
internal sealed class LabIntrospector(LabProvider provider, TimeProvider clock) : IIntrospector
{
    public string Name => "lab-idp";

    public string? Issuer => provider.Issuer;

    public string? Audience => null;

    public long? ClockAheadSeconds => null;

    public async ValueTask<Introspected> AskAsync(string token, CancellationToken cancellationToken)
    {
        var client = ProviderClient.All.First(client => client.Secret is not null);
        await using var asked = IntrospectionProvider.Create(
            new IntrospectionOptions
            {
                Name = Name,
                Endpoint = provider.AddressOf(ProviderEndpoint.Introspect).ToString(),
                ClientId = client.Id,
                ClientSecret = client.Secret!,
                Issuer = Issuer,
                Cache = TimeSpan.Zero,
                NegativeCache = TimeSpan.Zero,
            },
            clock
        );
        return await asked.AskAsync(token, cancellationToken);
    }
}
