namespace Gatehouse.Decisions.Tokens;

/// <summary>What a decision needs to know of grants.</summary>
public interface IGrantDirectory
{
    /// <summary>The grant of this public id, ended or not; or null.</summary>
    /// <exception cref="StoreUnavailableException">The store cannot be read.</exception>
    ValueTask<TokenGrant?> FindGrantAsync(string id, CancellationToken cancellationToken);
}
