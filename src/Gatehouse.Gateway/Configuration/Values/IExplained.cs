namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>A kind of value that the documentation explains once, in a place of its own.</summary>
internal interface IExplained
{
    /// <summary>The name under which it is explained: <c>duration</c>.</summary>
    string Kind { get; }

    /// <summary>How it is written.</summary>
    string Explanation { get; }
}
