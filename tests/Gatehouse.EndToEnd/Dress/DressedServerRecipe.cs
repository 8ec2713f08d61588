namespace Gatehouse.EndToEnd.Dress;

/// <summary>How one real server is run so that it wants the credentials of the lab's alice.</summary>
public abstract class DressedServerRecipe
{
    /// <summary>Alice's line of a password file, for <c>open-sesame</c>.</summary>
    protected const string PasswordFileLine = "alice:$apr1$gatehous$Iy0d9asnV85gj10pRKQNq.\n";

    /// <summary>The name after <c>?as=</c>.</summary>
    public abstract string Dress { get; }

    /// <summary>The files without which it cannot be run; the first is the program.</summary>
    public abstract IReadOnlyList<string> Needs { get; }

    /// <summary>The path that wants credentials.</summary>
    public virtual string Path => "/";

    /// <summary>A path that answers 200 to who has them.</summary>
    public virtual string Content => Path;

    /// <summary>What is not installed of <see cref="Needs"/>, as a reason to skip; null where all is there.</summary>
    public string? Missing =>
        Needs.FirstOrDefault(file => !File.Exists(file)) is { } missing
            ? $"Not run: {missing} is not installed."
            : null;

    /// <summary>Writes what the server reads into a folder, and tells the arguments with which it runs in the foreground.</summary>
    public abstract string[] Write(string folder, Uri address, string realm);
}
