namespace Gatehouse.EndToEnd.Dress;

public sealed class NginxDressTests(DressedServerSite<NginxServer> site) : BasicDressTests<NginxServer>(site);
