using System.Globalization;
using System.Reflection;

namespace Gatehouse.Storage.Sqlite;

/// <summary>One numbered script.</summary>
/// <param name="Version">Its number: the schema's version once it has run.</param>
/// <param name="Name">Its file name.</param>
/// <param name="Script">Its statements.</param>
internal sealed record Migration(int Version, string Name, string Script)
{
    /// <summary>The scripts of a folder under <c>Migrations</c>, in order.</summary>
    public static IReadOnlyList<Migration> Of(string folder)
    {
        var assembly = Assembly.GetExecutingAssembly();
        List<Migration> migrations = [];
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            if (!resource.StartsWith(folder + "/", StringComparison.Ordinal))
            {
                continue;
            }

            var name = resource[(folder.Length + 1)..];
            using var stream = assembly.GetManifestResourceStream(resource)!;
            using StreamReader reader = new(stream);
            migrations.Add(new(int.Parse(name.AsSpan(0, 4), CultureInfo.InvariantCulture), name, reader.ReadToEnd()));
        }

        return migrations;
    }
}
