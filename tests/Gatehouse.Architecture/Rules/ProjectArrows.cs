using System.Xml.Linq;

namespace Gatehouse.Architecture.Rules;

/// <summary>Which project may know which: an arrow includes what it reaches, and there is no other.</summary>
internal static class ProjectArrows
{
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Gatehouse.Protocol"] = [],
        ["Gatehouse.Decisions"] = ["Gatehouse.Protocol"],
        ["Gatehouse.Providers"] = ["Gatehouse.Decisions"],
        ["Gatehouse.Storage"] = ["Gatehouse.Decisions"],
        ["Gatehouse.AspNetCore"] = ["Gatehouse.Decisions", "Gatehouse.Providers"],
        ["Gatehouse.Console"] = ["Gatehouse.AspNetCore"],
        ["Gatehouse.Gateway"] = ["Gatehouse.AspNetCore", "Gatehouse.Storage", "Gatehouse.Console"],
        ["Gatehouse.Client"] = ["Gatehouse.Protocol"],
        ["Gatehouse.Doctor"] = ["Gatehouse.Client", "Gatehouse.Protocol"],
        ["Gatehouse.Lab"] = ["Gatehouse.AspNetCore", "Gatehouse.Protocol"],
        ["Gatehouse.Cli"] = ["Gatehouse.Gateway", "Gatehouse.Doctor", "Gatehouse.Lab", "Gatehouse.Storage"],
    };

    private static readonly string[] MayUseWebFramework =
    [
        "Gatehouse.AspNetCore",
        "Gatehouse.Console",
        "Gatehouse.Gateway",
        "Gatehouse.Lab",
        "Gatehouse.Cli",
    ];

    private static readonly string[] StoragePackages =
    [
        "Dapper",
        "Npgsql",
        "Microsoft.Data.Sqlite.Core",
        "SQLitePCLRaw.provider.e_sqlite3",
    ];

    // What .NET 8 lacks and .NET 10 has in itself.
    private static readonly string[] InFrameworkLater = ["Microsoft.Bcl.Memory", "System.Text.Json"];

    /// <summary>What a project's file asks for and may not have, one sentence each.</summary>
    public static IEnumerable<string> Offences(string project, XDocument file)
    {
        if (!Allowed.TryGetValue(project, out var allowed))
        {
            yield return $"{project} is not among the projects of this house";
            yield break;
        }

        foreach (
            var name in Includes(file, "ProjectReference")
                .Select(path => Path.GetFileNameWithoutExtension(path.Replace('\\', '/')))
        )
        {
            if (!allowed.Contains(name, StringComparer.Ordinal))
            {
                yield return $"{project} may not know {name}";
            }
        }

        foreach (var package in Includes(file, "PackageReference"))
        {
            if (project == "Gatehouse.Protocol" && InFrameworkLater.Contains(package, StringComparer.Ordinal))
            {
                if (!IsForNet8Alone(file, package))
                {
                    yield return $"{project} has {package} from the framework, but where that is .NET 8";
                }
            }
            else if (project == "Gatehouse.Protocol")
            {
                yield return $"{project} has no packages, and so not {package}";
            }
            else if (StoragePackages.Contains(package, StringComparer.Ordinal) && project != "Gatehouse.Storage")
            {
                yield return $"{package} is for Gatehouse.Storage alone, not for {project}";
            }
        }

        foreach (var import in file.Descendants("Import").Select(import => (string?)import.Attribute("Project") ?? ""))
        {
            if (project != "Gatehouse.Gateway" || !import.EndsWith("/eng/Yarp.props", StringComparison.Ordinal))
            {
                yield return $"{project} may not import {import}";
            }
        }

        foreach (var assembly in Includes(file, "Reference"))
        {
            yield return $"{project} references packages and projects, and not the file {assembly}";
        }

        if (Includes(file, "FrameworkReference").Any() && !MayUseWebFramework.Contains(project, StringComparer.Ordinal))
        {
            yield return $"{project} may not use the web framework";
        }
    }

    private static bool IsForNet8Alone(XDocument file, string package) =>
        file.Descendants("PackageReference")
            .Where(reference => (string?)reference.Attribute("Include") == package)
            .All(reference => (string?)reference.Parent?.Attribute("Condition") == "'$(TargetFramework)' == 'net8.0'");

    private static IEnumerable<string> Includes(XDocument file, string element) =>
        file.Descendants(element).Select(reference => (string?)reference.Attribute("Include") ?? "");
}
