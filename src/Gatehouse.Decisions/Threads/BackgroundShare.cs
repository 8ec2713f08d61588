namespace Gatehouse.Decisions.Threads;

/// <summary>How much of a busy machine a thread gets.</summary>
public enum BackgroundShare
{
    /// <summary>As much as any other thread.</summary>
    Usual,

    /// <summary>About a tenth of a core.</summary>
    Low,

    /// <summary>What nobody else wants: on a busy machine next to nothing.</summary>
    Idle,
}
