namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>What the documentation wants to know of a mapping with known keys.</summary>
internal interface ISection : IValueKind
{
    /// <summary>The way to it as a reader writes it: <c>routes[].cors</c>; empty for the whole file.</summary>
    string Title { get; }

    /// <summary>What it is for.</summary>
    string Doc { get; }

    /// <summary>The keys, in the order of the documentation.</summary>
    IReadOnlyList<ConfigurationKey> Keys { get; }
}
