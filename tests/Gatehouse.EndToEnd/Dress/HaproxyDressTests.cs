namespace Gatehouse.EndToEnd.Dress;

public sealed class HaproxyDressTests(DressedServerSite<HaproxyServer> site) : BasicDressTests<HaproxyServer>(site);
