using Gatehouse.Gateway.Configuration;
using Gatehouse.Gateway.Tests.Configuration.Reloading;
using YamlDotNet.RepresentationModel;

namespace Gatehouse.Gateway.Tests.Configuration;

public sealed class KubernetesExampleTests
{
    private static readonly string Text = File.ReadAllText(
        ReadConfiguration.Repository("docs", "deploy", "kubernetes.yaml")
    );

    [Fact]
    public void Every_document_is_yaml_and_says_what_it_is()
    {
        YamlStream stream = [];
        stream.Load(new StringReader(Text));
        Assert.Equal(
            ["ConfigMap", "PersistentVolumeClaim", "Deployment", "Service", "PodDisruptionBudget"],
            stream.Documents.Select(document => ((YamlMappingNode)document.RootNode)["kind"].ToString())
        );
    }

    [Fact]
    public void Its_configuration_is_good_and_ends_within_the_pods_grace_period()
    {
        var result = ConfigurationReader.Read(
            SampleConfigurations.All.Single(sample => sample.Name == "deploy/kubernetes.yaml").Text,
            "gatehouse.yaml",
            Path.GetTempPath(),
            new SecretResolver(static _ => null)
        );
        var configuration = ReadConfiguration.Good(result);
        Assert.True(configuration.Shutdown.Delay + configuration.Shutdown.Drain < TimeSpan.FromSeconds(30));
        Assert.Contains("terminationGracePeriodSeconds: 30", Text, StringComparison.Ordinal);
        Assert.Equal("/data", configuration.DataDirectory);
    }
}
