namespace Gatehouse.Console.SecondFactor;

/// <summary>What a person has just done on the page for the second factor.</summary>
public enum FactorEvent
{
    /// <summary>It was turned on.</summary>
    Added,

    /// <summary>New recovery codes were made.</summary>
    CodesRenewed,

    /// <summary>It was turned off.</summary>
    Removed,
}
