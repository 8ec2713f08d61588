namespace Gatehouse.EndToEnd.FrontProxies;

/// <summary>How one proxy is run with the recipe that the documentation gives for it.</summary>
public abstract class FrontProxyRecipe
{
    /// <summary>The heading under which the recipe stands.</summary>
    public abstract string Heading { get; }

    /// <summary>The files without which it cannot be run; the first is the program.</summary>
    public abstract IReadOnlyList<string> Needs { get; }

    /// <summary>What is not installed of <see cref="Needs"/>, as a reason to skip; null where all is there.</summary>
    public string? Missing =>
        Needs.FirstOrDefault(file => !File.Exists(file)) is { } missing
            ? $"Not run: {missing} is not installed."
            : null;

    /// <summary>Writes what the proxy reads into a folder, and tells the arguments with which it runs in the foreground.</summary>
    public abstract string[] Write(string folder, Func<string, string> block);
}
