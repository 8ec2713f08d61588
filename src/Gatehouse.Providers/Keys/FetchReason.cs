namespace Gatehouse.Providers.Keys;

/// <summary>Why a key set is read.</summary>
internal enum FetchReason
{
    /// <summary>It is time to: everything that leads to the keys is looked at again.</summary>
    Due,

    /// <summary>A token names a key that is not known: the shortest way to the keys is taken.</summary>
    UnknownKey,
}
