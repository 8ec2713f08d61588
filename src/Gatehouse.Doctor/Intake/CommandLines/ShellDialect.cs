namespace Gatehouse.Doctor.Intake.CommandLines;

/// <summary>Whose rules of quoting a command line follows.</summary>
public enum ShellDialect
{
    /// <summary>sh, bash, zsh.</summary>
    Posix,

    /// <summary>Windows' cmd.exe, and the splitting of arguments that programs do there.</summary>
    Cmd,

    /// <summary>PowerShell.</summary>
    PowerShell,
}
