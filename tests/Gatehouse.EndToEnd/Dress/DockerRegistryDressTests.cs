namespace Gatehouse.EndToEnd.Dress;

public sealed class DockerRegistryDressTests(DressedServerSite<DockerRegistryServer> site)
    : BearerDressTests<DockerRegistryServer>(site);
