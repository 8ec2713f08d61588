using Gatehouse.Gateway.Configuration;

namespace Gatehouse.Gateway.Tests.Configuration;

/// <summary>Readings of texts, with an environment that a test writes.</summary>
internal static class ReadConfiguration
{
    public const string Site = "upstreams: { app: http://127.0.0.1:3000 }\n";

    public static ConfigurationResult From(string yaml, params (string Name, string Value)[] environment) =>
        ConfigurationReader.Read(
            yaml,
            "gatehouse.yaml",
            Path.GetTempPath(),
            new SecretResolver(name => environment.FirstOrDefault(variable => variable.Name == name).Value)
        );

    /// <summary>A whole site with these settings (from line 1) and one route.</summary>
    public static ConfigurationResult Settings(string settings) =>
        From(settings + "\n" + Site + "routes: [{ path: /**, upstream: app }]\n");

    /// <summary>A site with this one route in line 3, given as keys of a flow mapping.</summary>
    public static ConfigurationResult Route(string keys) => From($"{Site}routes:\n  - {{ {keys} }}\n");

    /// <summary>The configuration, which must be free of errors.</summary>
    public static GatehouseConfiguration Good(ConfigurationResult result)
    {
        Assert.DoesNotContain(result.Problems, problem => problem.Severity == Severity.Error);
        return Assert.IsType<GatehouseConfiguration>(result.Configuration);
    }

    /// <summary>The one error, for which there must be no configuration.</summary>
    public static ConfigurationProblem OneError(ConfigurationResult result)
    {
        Assert.Null(result.Configuration);
        return Assert.Single(result.Problems, problem => problem.Severity == Severity.Error);
    }

    /// <summary>A folder of the repository.</summary>
    public static string Repository(params string[] parts)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Gatehouse.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("No Gatehouse.slnx above the tests.");
        }

        return Path.Combine([folder.FullName, .. parts]);
    }
}
