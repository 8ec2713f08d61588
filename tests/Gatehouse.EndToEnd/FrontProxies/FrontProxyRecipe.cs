namespace Gatehouse.EndToEnd.FrontProxies;

/// <summary>How one proxy is run with the recipe that the documentation gives for it.</summary>
public abstract class FrontProxyRecipe
{
    /// <summary>The heading under which the recipe stands.</summary>
    public abstract string Heading { get; }

    /// <summary>Writes what the proxy reads into a folder, and tells the command that runs it in the foreground.</summary>
    public abstract string[] Write(string folder, Func<string, string> block);
}
