namespace Gatehouse.Decisions.Seeing;

/// <summary>What an alert is about.</summary>
public enum AlertKind
{
    /// <summary>Many more requests are refused than before.</summary>
    Refusals,

    /// <summary>Many more sign-ins fail than before.</summary>
    SignIns,
}
