namespace Gatehouse.EndToEnd.Dress;

public sealed class ExpressDressTests(DressedServerSite<ExpressServer> site) : BasicDressTests<ExpressServer>(site);
