using System.Text.Json.Nodes;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>What the documentation wants to know of a kind of value.</summary>
internal interface IValueKind
{
    /// <summary>In a few words: <c>duration, 1m to 30d</c>.</summary>
    string Words { get; }

    /// <summary>The kinds that it is made of.</summary>
    IEnumerable<IValueKind> Parts { get; }

    /// <summary>As JSON Schema.</summary>
    JsonObject Schema(SchemaDefinitions definitions);
}
