namespace Gatehouse.Decisions.Providers;

/// <summary>Whether a provider's keys could be had.</summary>
public enum ProviderState
{
    /// <summary>Keys are known, fresh or last good ones; a token whose key is not among them was signed by an unknown one.</summary>
    Known,

    /// <summary>No keys have ever been had: nobody can be judged (<c>provider.unreachable</c>).</summary>
    Unreachable,

    /// <summary>The provider answers, but not as it is configured (<c>provider.misconfigured</c>).</summary>
    Misconfigured,
}
