namespace Gatehouse.Lab.Provider;

/// <summary>How an endpoint is away.</summary>
public enum OutageKind
{
    /// <summary>The connection is reset without an answer.</summary>
    Refuse,

    /// <summary>The connection stays open and nothing comes.</summary>
    Hang,

    /// <summary>A status and nothing else; with 429 and 503 comes a <c>Retry-After</c>.</summary>
    Status,

    /// <summary>The right answer, late.</summary>
    Slow,
}
