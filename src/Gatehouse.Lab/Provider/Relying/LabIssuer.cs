using Gatehouse.Decisions.Providers;
using Gatehouse.Providers;

namespace Gatehouse.Lab.Provider.Relying;

/// <summary>
/// A provider of the lab as a site trusts it. It is asked for its keys over the network each time, as by a site that
/// begins anew: what its knobs do shows at once, and nothing is kept that would hide it.
/// </summary>
/// <param name="provider">The provider.</param>
/// <param name="clock">The lab's clock.</param>
/// <param name="audience">The audience of the site's tokens.</param>
internal sealed class LabIssuer(LabProvider provider, TimeProvider clock, string? audience) : IProvider
{
    private long _ahead = long.MinValue;

    public string Name => "lab-idp";

    public string Issuer => provider.Issuer;

    public string? Audience => audience;

    public bool Strict => false;

    public long? ClockAheadSeconds => Interlocked.Read(ref _ahead) is > long.MinValue and var ahead ? ahead : null;

    public async ValueTask<ProviderKeys> FindKeysAsync(
        string? keyId,
        string algorithm,
        CancellationToken cancellationToken
    )
    {
        await using var asked = JwtProvider.Start(
            new JwtProviderOptions
            {
                Name = Name,
                Issuer = Issuer,
                Discover = true,
            },
            clock
        );
        await asked.FirstAttempt.WaitAsync(cancellationToken);
        Interlocked.Exchange(ref _ahead, asked.ClockAheadSeconds ?? long.MinValue);
        return await asked.FindKeysAsync(keyId, algorithm, cancellationToken);
    }
}
