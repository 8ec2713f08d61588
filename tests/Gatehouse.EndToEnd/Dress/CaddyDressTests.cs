namespace Gatehouse.EndToEnd.Dress;

public sealed class CaddyDressTests(DressedServerSite<CaddyServer> site) : BasicDressTests<CaddyServer>(site);
