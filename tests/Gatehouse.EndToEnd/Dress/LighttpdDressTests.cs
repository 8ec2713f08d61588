namespace Gatehouse.EndToEnd.Dress;

public sealed class LighttpdDressTests(DressedServerSite<LighttpdServer> site) : BasicDressTests<LighttpdServer>(site);
