namespace Gatehouse.Gateway.Endpoints;

/// <summary>How a part of the service stands.</summary>
internal enum PartState
{
    /// <summary>Well.</summary>
    Up,

    /// <summary>It goes on with what it has.</summary>
    Degraded,

    /// <summary>What needs it is refused.</summary>
    Down,
}
