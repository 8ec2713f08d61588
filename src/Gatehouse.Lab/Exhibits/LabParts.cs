using System.Security.Cryptography;
using Gatehouse.Lab.Certificates;
using Gatehouse.Lab.Judging;
using Gatehouse.Lab.Provider;
using Gatehouse.Lab.Proxies;
using Gatehouse.Lab.Serving;

namespace Gatehouse.Lab.Exhibits;

/// <summary>What exhibits are made of.</summary>
internal sealed record LabParts : IDisposable
{
    /// <summary>The field of <see cref="Rehearsal"/>.</summary>
    public const string RehearsalField = "Lab-Rehearsal";

    /// <summary>The lab's clock.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Gatehouse's own decision, over accounts in memory.</summary>
    public required LabJudge Judge { get; init; }

    /// <summary>Where everything is; not known before the lab listens.</summary>
    public required LabAddresses Addresses { get; init; }

    /// <summary>
    /// What a request of the lab to itself carries in <see cref="RehearsalField"/>, so that it is not taken for one that
    /// arrived.
    /// </summary>
    public string Rehearsal { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>The authority that the lab's certificates come from.</summary>
    public required LabAuthority Authority { get; init; }

    /// <summary>The OpenID providers under <c>/idp</c>.</summary>
    public required LabProviders Providers { get; init; }

    /// <summary>Who came through which of the lab's proxies.</summary>
    public ProxiedConnections Proxied { get; } = new();

    /// <summary>The person who runs what is broken here.</summary>
    public LabOperator Operator { get; } = new();

    /// <summary>The parts of a new lab.</summary>
    public static LabParts Create(TimeProvider clock)
    {
        var addresses = new LabAddresses();
        return new LabParts
        {
            Clock = clock,
            Judge = new LabJudge(clock),
            Addresses = addresses,
            Authority = new LabAuthority(clock),
            Providers = new LabProviders(clock, () => addresses[LabPlace.Main]),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Authority.Dispose();
        Judge.Dispose();
        Providers.Dispose();
    }
}
