using System.Globalization;

namespace Gatehouse.Gateway.Configuration.Values;

/// <summary>The way to a value through keys and places.</summary>
/// <param name="Path">All of it: <c>routes[2].require</c>.</param>
/// <param name="Name">Its last step.</param>
internal sealed record Place(string Path, string Name)
{
    public static Place Root { get; } = new("", "");

    public Place Key(string name)
    {
        var shown = Excerpt.Of(name);
        return new Place(Path.Length == 0 ? shown : $"{Path}.{shown}", name);
    }

    public Place Item(int index)
    {
        var text = index.ToString(CultureInfo.InvariantCulture);
        return new Place($"{Path}[{text}]", text);
    }
}
