using System.CommandLine;
using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Cli.Serving;

/// <summary><c>gatehouse config</c>: the documentation of the configuration, made from what reads it.</summary>
internal static class ConfigCommand
{
    public static Command Create()
    {
        var folder = new Argument<string>("FOLDER") { Description = "Where the files go" };
        var docs = new Command(
            "docs",
            "Writes the configuration's page and JSON Schema.\n\nExample: gatehouse config docs docs"
        )
        {
            folder,
        };
        docs.SetAction(parsed =>
        {
            var target = Directory.CreateDirectory(parsed.GetRequiredValue(folder));
            foreach (var (name, content) in ConfigurationDocs.Files())
            {
                File.WriteAllText(Path.Combine(target.FullName, name), content);
            }

            return ExitCode.Fine;
        });
        return new Command("config", "Documents the configuration.\n\nExample: gatehouse config docs docs") { docs };
    }
}
