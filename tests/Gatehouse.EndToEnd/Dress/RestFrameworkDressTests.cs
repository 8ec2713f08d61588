namespace Gatehouse.EndToEnd.Dress;

public sealed class RestFrameworkDressTests(DressedServerSite<RestFrameworkServer> site)
    : BasicDressTests<RestFrameworkServer>(site);
