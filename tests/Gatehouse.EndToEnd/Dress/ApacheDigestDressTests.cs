namespace Gatehouse.EndToEnd.Dress;

public sealed class ApacheDigestDressTests(DressedServerSite<ApacheDigestServer> site)
    : DigestDressTests<ApacheDigestServer>(site);
