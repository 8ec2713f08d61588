namespace Gatehouse.Cli;

/// <summary>What a command's exit code means; scripts depend on it.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Fine = 0;

    /// <summary>What the command looks for was found to be wrong.</summary>
    public const int Wrong = 1;

    /// <summary>The command could not do its work.</summary>
    public const int Failed = 2;

    /// <summary>The command was used wrongly.</summary>
    public const int Usage = 64;
}
