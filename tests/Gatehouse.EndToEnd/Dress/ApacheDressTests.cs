namespace Gatehouse.EndToEnd.Dress;

public sealed class ApacheDressTests(DressedServerSite<ApacheServer> site) : BasicDressTests<ApacheServer>(site);
