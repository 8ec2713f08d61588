namespace Gatehouse.Client.Schemes;

/// <summary>What became of a request before it was sent.</summary>
internal enum Preparation
{
    /// <summary>The scheme has nothing to send unasked.</summary>
    Nothing,

    /// <summary>Its credentials are on the request.</summary>
    Added,

    /// <summary>Its credentials have to be got first.</summary>
    Later,
}
