using System.Text;

namespace Gatehouse.Cli.Input;

/// <summary>Reads a password: one line of standard input where asked to, otherwise twice from the terminal, unseen.</summary>
internal static class PasswordInput
{
    public static string Read(bool fromStandardInput)
    {
        var password = fromStandardInput ? Terminal.In.ReadLine() : FromTerminal();
        return string.IsNullOrEmpty(password)
            ? throw new CommandException("The password is empty.", ExitCode.Usage)
            : password;
    }

    private static string FromTerminal()
    {
        if (Terminal.IsInputRedirected)
        {
            throw new CommandException(
                "Standard input is no terminal: give the password with --password-stdin.",
                ExitCode.Usage
            );
        }

        var first = Ask("Password: ");
        return first == Ask("Again: ")
            ? first
            : throw new CommandException("The two passwords differ.", ExitCode.Usage);
    }

    private static string Ask(string prompt)
    {
        Terminal.Error.Write(prompt);
        var text = new StringBuilder();
        while (true)
        {
            var key = Terminal.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
            {
                Terminal.Error.WriteLine();
                return text.ToString();
            }

            if (key.Key == ConsoleKey.Backspace)
            {
                text.Length = Math.Max(0, text.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                text.Append(key.KeyChar);
            }
        }
    }
}
