namespace Gatehouse.EndToEnd.Dress;

public sealed class DockerRegistryPasswordDressTests(DressedServerSite<DockerRegistryPasswordServer> site)
    : BasicDressTests<DockerRegistryPasswordServer>(site);
