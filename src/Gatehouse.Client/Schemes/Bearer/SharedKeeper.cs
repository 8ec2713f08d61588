using Gatehouse.Client.Proofs;
using Gatehouse.Client.Tokens;

namespace Gatehouse.Client.Schemes.Bearer;

/// <summary>What the origins of one client share: what keeps their token, and the key that it is bound to.</summary>
/// <param name="Keeper">Keeps the token.</param>
/// <param name="Prover">Proves the key; null where the token is bound to none.</param>
internal sealed record SharedKeeper(ITokenKeeper Keeper, IProofOfPossession? Prover) : IDisposable
{
    /// <summary>Makes it.</summary>
    public static SharedKeeper Of(BearerOptions options, SchemeContext context, DpopProver? prover)
    {
        try
        {
            return new(options.CreateKeeper(context, prover), prover);
        }
        catch
        {
            prover?.Dispose();
            throw;
        }
    }

    /// <summary>Frees it. More than once does no harm: every origin does.</summary>
    public void Dispose()
    {
        Keeper.Dispose();
        (Prover as IDisposable)?.Dispose();
    }
}
