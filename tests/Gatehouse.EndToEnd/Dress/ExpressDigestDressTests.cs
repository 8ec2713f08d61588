namespace Gatehouse.EndToEnd.Dress;

public sealed class ExpressDigestDressTests(DressedServerSite<ExpressDigestServer> site)
    : DigestDressTests<ExpressDigestServer>(site);
