using Gatehouse.Client.Proofs;
using Gatehouse.Client.Providers;
using Gatehouse.Client.Schemes;

namespace Gatehouse.Client.Tokens;

/// <summary>What a grant is made from.</summary>
/// <param name="Context">Where it works.</param>
/// <param name="Backchannel">How it talks to providers.</param>
/// <param name="Directory">Its provider; null where a resource has to name it first.</param>
/// <param name="Proof">What proves a key; null where tokens are bound to none.</param>
internal sealed record GrantSetting(
    SchemeContext Context,
    Backchannel Backchannel,
    ProviderDirectory? Directory,
    IProofOfPossession? Proof
);
